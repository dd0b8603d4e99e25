import { drive } from './drive.ts'
import { postingGraph } from './hook-graphs.ts'
import type { Part } from './part.ts'
import { besidePlain } from './plain-inserts.ts'
import { cpuOf } from './processes.ts'
import type { Stage } from './stage.ts'

/** Little more than there are calls under way: most runs go through the queue, where every process may take them. */
const SMALL_ROOM = '70'

/** Events that arrive at one web process whose own room is small, with 0, 1 and 3 workers beside it. */
export const scale: Part = async ({ stage, say, rounds, runs }) => {
  const { flow, alone } = await wideOpen(stage, runs)
  say(`1 process with room for 1000 (no run goes through the queue): ${alone}`)
  for (let round = 1; round < Math.max(rounds, 2); round++)
    for (const workers of [0, 1, 3]) {
      await using close = new AsyncDisposableStack()
      const web = close.use(await stage.serve({ TAILORBIRD_CONCURRENCY: SMALL_ROOM }))
      const others = await Promise.all(Array.from({ length: workers }, () => stage.work()))
      for (const other of others) close.use(other)
      const servers = [web, ...others]
      await drive(stage, flow, { servers, count: 200 })
      const before = servers.map(({ pid }) => cpuOf(pid))
      const { plain, measured } = await besidePlain(stage.pool, () => drive(stage, flow, { servers, count: runs / 2 }))
      const burnt = servers.map(({ pid }, index) => (cpuOf(pid) - (before[index] ?? 0)).toFixed(1))
      say(
        `round ${round}: web with room for ${SMALL_ROOM} + ${workers} workers: ${figures(plain, measured)}; CPU s of each process: ${burnt.join(', ')}`,
      )
    }
}

async function wideOpen(stage: Stage, runs: number) {
  await using server = await stage.serve({ TAILORBIRD_CONCURRENCY: '1000' })
  const flow = await stage.hookFlow('Scale', postingGraph(3))
  await drive(stage, flow, { servers: [server], count: 500 })
  const { plain, measured } = await besidePlain(stage.pool, () =>
    drive(stage, flow, { servers: [server], count: runs }),
  )
  return { flow, alone: figures(plain, measured) }
}

const figures = (plain: number, { runsPerSecond, runtimeCpu, postgresCpu }: Awaited<ReturnType<typeof drive>>) =>
  `${runsPerSecond.toFixed(0)} runs/s = ${(runsPerSecond / plain).toFixed(2)} of plain (${plain.toFixed(0)}/s), CPU ${(runtimeCpu + postgresCpu).toFixed(2)} s per 1,000 runs`
