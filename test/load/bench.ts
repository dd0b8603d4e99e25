// Measures; never judges. Prints figures with plain inserts measured in the same run on the same Postgres.
// BENCH=hooks,loops chooses parts; without it all are measured.
import { cpus, loadavg } from 'node:os'
import { footprint } from './footprint.ts'
import { hooks } from './hooks.ts'
import { latency } from './latency.ts'
import { liveView } from './live-view.ts'
import { loops } from './loops.ts'
import type { Part } from './part.ts'
import { polls } from './polls.ts'
import { records } from './records.ts'
import { scale } from './scale.ts'
import { schedules } from './schedules.ts'
import { openStage } from './stage.ts'
import { startUp } from './start-up.ts'
import { steps } from './steps.ts'
import { waits } from './waits.ts'

const parts: Record<string, Part> = {
  footprint,
  start: startUp,
  latency,
  hooks,
  loops,
  steps,
  waits,
  'live-view': liveView,
  schedules,
  polls,
  scale,
  records,
}
const chosen = process.env['BENCH']?.split(',') ?? Object.keys(parts)
const unknown = chosen.filter((name) => !parts[name])
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 2)
const runs = Number(process.env['BENCH_RUNS'] ?? 5000)

console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}; ${rounds} rounds of ${runs} runs`)
await using stage = await openStage()
for (const name of chosen) {
  const started = performance.now()
  console.log(`${name} (load of the machine before: ${loadavg()[0]?.toFixed(1)})`)
  await parts[name]?.({ stage, rounds, runs, say: (line) => console.log(`  ${line}`) })
  console.log(`  took ${((performance.now() - started) / 1000).toFixed(0)} s`)
}
