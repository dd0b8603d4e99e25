import { newId } from '@tailorbird/db/columns'
import type { Pool } from 'pg'
import { clockMs } from './clock.ts'
import { median } from './figures.ts'
import type { Part } from './part.ts'

const SIZES = [100, 10_000]
const CHANGES = 50

/** From a change of one step, committed, to its event in the stream of the run: in a short run and in a long one. */
export const liveView: Part = async ({ stage, say }) => {
  await using _server = await stage.serve()
  const took: number[] = []
  for (const size of SIZES) {
    const runId = await storeRun(stage.pool, size)
    const stream = await openStream(() => stage.ask(`/api/runs/${runId}/events`))
    try {
      await stream.next()
      const times: number[] = []
      for (let change = 1; change <= CHANGES; change++) {
        const heard = stream.next()
        await changeStep(stage.pool, { runId, nodeId: `node ${change}`, seq: size + change })
        const since = clockMs()
        await heard
        times.push(clockMs() - since)
      }
      took.push(median(times))
      say(`${size} steps: change -> event median ${median(times).toFixed(2)} ms`)
    } finally {
      stream.close()
    }
  }
  const [short = Number.NaN, long = Number.NaN] = took
  say(`ratio of ${SIZES[1]} to ${SIZES[0]} steps: ${(long / short).toFixed(2)}`)
}

async function storeRun(pool: Pool, size: number): Promise<string> {
  const id = newId()
  await pool.query(
    `INSERT INTO runs (id, flow_id, version_id, environment, cause, test, status, lease_token, started_at)
     VALUES ($1, $1, $1, 'production', 'Bench', false, 'waiting', 1, now())`,
    [id],
  )
  await pool.query(
    `INSERT INTO steps (run_id, node_id, attempt, seq, status, input, output, port, started_at, ended_at)
     SELECT $1, 'node ' || n, 1, n, 'succeeded', '{"text": "hello"}', '{"text": "hello"}', 'out', now(), now()
     FROM generate_series(1, $2::int) AS n`,
    [id, size],
  )
  await pool.query('ANALYZE steps')
  return id
}

const changeStep = (pool: Pool, { runId, nodeId, seq }: { runId: string; nodeId: string; seq: number }) =>
  pool.query(
    `WITH changed AS (UPDATE steps SET seq = $3, output = to_jsonb($3::int) WHERE run_id = $1 AND node_id = $2 RETURNING run_id)
     SELECT pg_notify('tailorbird_runs', run_id::text) FROM changed`,
    [runId, nodeId, seq],
  )

/** Reads Server-Sent Events one by one. */
async function openStream(ask: () => Promise<Response>) {
  const reader = (await ask()).body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('The stream has no body.')
  let text = ''
  return {
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const event = text.slice(0, end)
          text = text.slice(end + 2)
          if (event.includes('event: run')) return event
          continue
        }
        const { value, done } = await reader.read()
        if (done) throw new Error('The stream ended.')
        text += value
      }
    },
    close: () => void reader.cancel(),
  }
}
