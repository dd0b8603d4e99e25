// Measures; never judges. Prints figures with a ratio to plain inserts measured in the same run on the same Postgres.
import { cpus } from 'node:os'
import { openBenchHouse } from './bench-house.ts'
import { plainInserts } from './plain-inserts.ts'
import { latency, throughput } from './record-to-post.ts'

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const count = Number(process.env['BENCH_RUNS'] ?? 3000)

console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}; ${rounds} rounds of ${count} runs`)
const house = await openBenchHouse()
try {
  for (let round = 1; round <= rounds; round++) {
    const before = await plainInserts(house.db.$client, 4)
    const runs = await throughput(house, count)
    const after = await plainInserts(house.db.$client, 4)
    const plain = (before + after) / 2
    console.log(
      `round ${round}: plain three-row transactions ${plain.toFixed(0)}/s; Record created -> If -> Create Post ${runs.runsPerSecond.toFixed(0)} runs/s` +
        ` = ${(runs.runsPerSecond / plain).toFixed(2)} of plain; ${runs.cpuPerThousand.toFixed(2)} CPU s per 1,000 runs in this process`,
    )
  }
  const { median, p99 } = await latency(house, { count: 100, perSecond: 5 })
  console.log(
    `record committed -> call arrives at the sandbox, 5 a second: median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
  )
} finally {
  await house.stop()
}
