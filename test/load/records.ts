import { openBenchHouse } from './bench-house.ts'
import type { Part } from './part.ts'
import { besidePlain } from './plain-inserts.ts'
import { latency, throughput } from './record-to-post.ts'

/** Record created -> If -> Create Post against the sandbox, with the runner in this process. */
export const records: Part = async ({ say, rounds, runs }) => {
  const house = await openBenchHouse()
  try {
    for (let round = 1; round <= rounds; round++) {
      const { plain, measured } = await besidePlain(house.db.$client, () => throughput(house, runs))
      say(
        `round ${round}: plain ${plain.toFixed(0)}/s; Record created -> If -> Create Post ${measured.runsPerSecond.toFixed(0)} runs/s` +
          ` = ${(measured.runsPerSecond / plain).toFixed(2)} of plain; ${measured.cpuPerThousand.toFixed(2)} CPU s per 1,000 runs in this process`,
      )
    }
    const { median, p99 } = await latency(house, { count: 60, perSecond: 5 })
    say(
      `record committed -> call arrives at the sandbox, 5 a second: median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
    )
  } finally {
    await house.stop()
  }
}
