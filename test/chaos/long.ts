// The long form: `npm run chaos`. Ends with code 1 when anything is lost, doubled or stuck.
import { chaos } from './chaos.ts'

const kills = Number(process.env['CHAOS_KILLS'] ?? 200)
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000)
const { wrong, log, ...figures } = await chaos({ seed, kills, tell: (line) => console.log(line) })
console.log(JSON.stringify(figures, null, 2))
if (wrong.length > 0) {
  console.error(log.slice(-50_000))
  console.error(wrong.join('\n'))
  process.exit(1)
}
console.log('Every event has one run, every intended post exists once, nothing is stuck.')
