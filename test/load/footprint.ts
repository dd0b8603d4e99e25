import { setTimeout as sleep } from 'node:timers/promises'
import { drive } from './drive.ts'
import { postingGraph } from './hook-graphs.ts'
import type { Part } from './part.ts'
import { besidePlain } from './plain-inserts.ts'
import { memoryOf } from './processes.ts'

/** What the server weighs at rest and under full load, and what a thousand runs of three nodes cost, Postgres included. */
export const footprint: Part = async ({ stage, say, runs }) => {
  await using server = await stage.serve()
  await sleep(5000)
  const rest = memoryOf(server.pid)
  say(`at rest, 5 s after the start: ${rest.rss.toFixed(0)} MB RSS, ${rest.pss.toFixed(0)} MB PSS`)
  const flow = await stage.hookFlow('Footprint', postingGraph(3))
  let most = memoryOf(server.pid)
  const sampling = setInterval(() => {
    const now = memoryOf(server.pid)
    most = { rss: Math.max(most.rss, now.rss), pss: Math.max(most.pss, now.pss) }
  }, 250)
  try {
    const { plain, measured } = await besidePlain(stage.pool, () =>
      drive(stage, flow, { servers: [server], count: 3 * runs }),
    )
    say(
      `under load (${3 * runs} runs at ${measured.runsPerSecond.toFixed(0)}/s, plain ${plain.toFixed(0)}/s): most ${most.rss.toFixed(0)} MB RSS, ${most.pss.toFixed(0)} MB PSS`,
    )
    say(
      `per 1,000 runs of 3 nodes: CPU ${(measured.runtimeCpu + measured.postgresCpu).toFixed(2)} s (${measured.runtimeCpu.toFixed(2)} runtime + ${measured.postgresCpu.toFixed(2)} Postgres), database ${(measured.bytes / 1e6).toFixed(2)} MB`,
    )
  } finally {
    clearInterval(sampling)
  }
  await sleep(8000)
  const after = memoryOf(server.pid)
  say(`8 s after the load: ${after.rss.toFixed(0)} MB RSS, ${after.pss.toFixed(0)} MB PSS`)
}
