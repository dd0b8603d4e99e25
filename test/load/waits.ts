import { callMany } from './callers.ts'
import { allEnded } from './drive.ts'
import { medianAndP99 } from './figures.ts'
import { waitingGraph } from './hook-graphs.ts'
import type { Part } from './part.ts'
import { besidePlain } from './plain-inserts.ts'
import { memoryOf } from './processes.ts'
import type { Stage } from './stage.ts'

const WAITS = 1000
const SECONDS = 5

/** A thousand runs that wait at the same time: how late they go on, and what they weigh meanwhile. */
export const waits: Part = async ({ stage, say }) => {
  await using server = await stage.serve()
  const { flowId, address } = await stage.hookFlow('Waits', waitingGraph(SECONDS))
  await callMany(address, { count: 20, body: () => ({ text: 'warm' }) })
  await allEnded(stage.pool)
  for (const spread of ['all within a moment', 'one every 5 ms']) {
    const before = memoryOf(server.pid)
    const { plain, measured } = await besidePlain(stage.pool, async () => {
      const since = new Date()
      const started = performance.now()
      await callMany(address, {
        count: WAITS,
        ...(spread === 'one every 5 ms' && { atOnce: 1, pauseMs: 5 }),
        body: (index) => ({ text: `${index}` }),
      })
      const took = performance.now() - started
      const meanwhile = memoryOf(server.pid)
      await allEnded(stage.pool)
      return { late: await lateness(stage, flowId, since), took, meanwhile }
    })
    const { late, took, meanwhile } = measured
    say(
      `${late.length} of ${WAITS} waits of ${SECONDS} s, begun ${spread} (${took.toFixed(0)} ms, plain ${plain.toFixed(0)}/s): late by ${medianAndP99(late)},` +
        ` worst ${Math.max(...late).toFixed(0)} ms; memory ${before.pss.toFixed(0)} MB before, ${meanwhile.pss.toFixed(0)} MB meanwhile (PSS)`,
    )
  }
}

/** From the time a wait was for to the beginning of the node after it. */
async function lateness({ pool }: Stage, flowId: string, since: Date): Promise<number[]> {
  const { rows } = await pool.query<{ late: number }>(
    `SELECT (extract(epoch FROM after.started_at - (wait.output->>'waitedUntil')::timestamptz) * 1000)::float8 AS late
     FROM runs r JOIN steps wait ON wait.run_id = r.id AND wait.node_id = 'wait' JOIN steps after ON after.run_id = r.id AND after.node_id = 'after'
     WHERE r.flow_id = $1 AND r.started_at >= $2`,
    [flowId, since],
  )
  return rows.map(({ late }) => late)
}
