import { drive } from './drive.ts'
import { postingGraph } from './hook-graphs.ts'
import type { Part } from './part.ts'
import { besidePlain } from './plain-inserts.ts'

/** Webhook -> Set values -> Create Post, end to end: 3 nodes, 10 nodes, and against the sandbox beside the bare target. */
export const hooks: Part = async ({ stage, say, rounds, runs }) => {
  await using server = await stage.serve({ TAILORBIRD_CONCURRENCY: '1000' })
  const three = await stage.hookFlow('Three', postingGraph(3))
  const ten = await stage.hookFlow('Ten', postingGraph(10))
  const servers = [server]
  for (const flow of [three, ten]) await drive(stage, flow, { servers, count: 500 })
  for (let round = 1; round <= rounds; round++) {
    const { plain, measured } = await besidePlain(stage.pool, async () => ({
      three: await drive(stage, three, { servers, count: runs }),
      ten: await drive(stage, ten, { servers, count: runs }),
    }))
    say(
      `round ${round}: plain ${plain.toFixed(0)}/s; 3 nodes ${measured.three.runsPerSecond.toFixed(0)} runs/s = ${(measured.three.runsPerSecond / plain).toFixed(2)} of plain;` +
        ` 10 nodes ${measured.ten.runsPerSecond.toFixed(0)} runs/s = ${(measured.ten.runsPerSecond / measured.three.runsPerSecond).toFixed(2)} of 3 nodes`,
    )
    for (const [name, driven] of Object.entries(measured))
      say(
        `  ${name} nodes, per 1,000 runs: CPU ${driven.runtimeCpu.toFixed(2)} s runtime + ${driven.postgresCpu.toFixed(2)} s Postgres, database ${(driven.bytes / 1e6).toFixed(2)} MB`,
      )
  }
  await stage.target('sandbox')
  try {
    await drive(stage, three, { servers, count: 200 })
    const { plain, measured } = await besidePlain(stage.pool, () =>
      drive(stage, three, { servers, count: Math.round(runs / 2) }),
    )
    say(
      `against the sandbox: plain ${plain.toFixed(0)}/s; 3 nodes ${measured.runsPerSecond.toFixed(0)} runs/s = ${(measured.runsPerSecond / plain).toFixed(2)} of plain`,
    )
  } finally {
    await stage.target('bare')
  }
}
