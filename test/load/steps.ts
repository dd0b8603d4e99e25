import { callMany } from './callers.ts'
import { median } from './figures.ts'
import { countingGraph } from './hook-graphs.ts'
import type { Part } from './part.ts'
import { drive } from './drive.ts'
import { besidePlain } from './plain-inserts.ts'
import type { Stage } from './stage.ts'

const SIZES = [10, 100, 1000]
const ALONE = 10

/** What a step costs in flows of 10 to 1,000 nodes: one run after the other, and many at once. */
export const steps: Part = async ({ stage, say }) => {
  const took: number[] = []
  await using server = await stage.serve({ TAILORBIRD_CONCURRENCY: '1000' })
  for (const size of SIZES) {
    const flow = await stage.hookFlow(`${size} nodes`, countingGraph(size))
    const many = Math.ceil(20_000 / size)
    await drive(stage, flow, { servers: [server], count: Math.ceil(many / 4), posts: 0 })
    const since = new Date()
    await callMany(flow.address, {
      count: ALONE,
      atOnce: 1,
      pauseMs: Math.max(30, size),
      body: () => ({ text: 'alone' }),
    })
    const alone = median(await durations(stage, flow.flowId, since))
    took.push(alone)
    const { plain, measured } = await besidePlain(stage.pool, () =>
      drive(stage, flow, { servers: [server], count: many, posts: 0 }),
    )
    const together = 1000 / (measured.runsPerSecond * size)
    say(
      `${size} nodes (plain ${plain.toFixed(0)}/s): one run alone ${alone.toFixed(1)} ms = ${(alone / size).toFixed(3)} ms a step;` +
        ` ${many} runs at once ${together.toFixed(3)} ms a step, CPU ${((measured.runtimeCpu + measured.postgresCpu) / size).toFixed(3)} ms a step`,
    )
  }
  const slope = ((took.at(-1) ?? Number.NaN) - (took[0] ?? Number.NaN)) / ((SIZES.at(-1) ?? 0) - (SIZES[0] ?? 0))
  say(`each step more, from ${SIZES[0]} to ${SIZES.at(-1)} nodes, one run alone: ${slope.toFixed(3)} ms`)
}

async function durations({ pool }: Stage, flowId: string, since: Date): Promise<number[]> {
  const { rows } = await pool.query<{ took: number }>(
    `SELECT (extract(epoch FROM ended_at - started_at) * 1000)::float8 AS took FROM runs
     WHERE flow_id = $1 AND started_at >= $2 AND ended_at IS NOT NULL`,
    [flowId, since],
  )
  return rows.map(({ took }) => took)
}
