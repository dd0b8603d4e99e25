// The long form: `npm run chaos`. Ends with code 1 when anything is lost, doubled or stuck.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chaos } from './chaos.ts'

const kills = Number(process.env['CHAOS_KILLS'] ?? 200)
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000)
const { wrong, log, ...figures } = await chaos({ seed, kills, tell: (line) => console.log(line) })
console.log(JSON.stringify(figures, null, 2))
if (wrong.length > 0) {
  const file = join(tmpdir(), `tailorbird-chaos-${seed}.log`)
  writeFileSync(file, log)
  console.error(wrong.join('\n'))
  console.error(`What every process printed: ${file}`)
  process.exit(1)
}
console.log('Every event has one run, every intended post exists once, nothing is stuck.')
