import { setTimeout as sleep } from 'node:timers/promises'
import { callMany } from './callers.ts'
import { cpuOf, cpuOfPostgres } from './processes.ts'
import type { HookFlow, Server, Stage } from './stage.ts'

export interface ClaimedRun {
  runsPerSecond: number
  /** CPU seconds per 1,000 runs. */
  runtimeCpu: number
  postgresCpu: number
  /** Bytes that the database grew by, per 1,000 runs. */
  bytes: number
}

/** Calls a flow's webhook `count` times, as fast as calls are accepted, and waits until every run has ended and every
 *  post is confirmed. Throws when one is missing. */
export async function drive(
  { pool, postgresPid }: Pick<Stage, 'pool' | 'postgresPid'>,
  { flowId, address }: HookFlow,
  {
    servers,
    count,
    posts = 1,
    body,
  }: { servers: Server[]; count: number; posts?: number; body?: (mark: string) => object },
): Promise<ClaimedRun> {
  const runtimeCpu = () => servers.reduce((sum, { pid }) => sum + cpuOf(pid), 0)
  const round = Math.random().toString(36).slice(2, 8)
  const before = { ...(await standing()), runtime: runtimeCpu(), postgres: cpuOfPostgres(postgresPid) }
  const started = performance.now()
  await callMany(address, {
    count,
    body: (index) => body?.(`${round} ${index}`) ?? { text: `${round} ${index}` },
  })
  await allEnded(pool)
  const seconds = (performance.now() - started) / 1000
  const cpu = { runtime: runtimeCpu() - before.runtime, postgres: cpuOfPostgres(postgresPid) - before.postgres }
  const after = await standing()
  if (after.runs - before.runs !== count) throw new Error(`${count} calls, ${after.runs - before.runs} runs succeeded.`)
  if (after.posts - before.posts !== count * posts)
    throw new Error(`${count * posts} posts, ${after.posts - before.posts} confirmed.`)
  return {
    runsPerSecond: count / seconds,
    runtimeCpu: cpu.runtime / (count / 1000),
    postgresCpu: cpu.postgres / (count / 1000),
    bytes: (after.bytes - before.bytes) / (count / 1000),
  }

  async function standing() {
    const { rows } = await pool.query<{ runs: number; posts: number; bytes: number }>(
      `SELECT (SELECT count(*)::int FROM runs WHERE flow_id = $1 AND status = 'succeeded') AS runs,
        (SELECT count(*)::int FROM post_ledger l JOIN runs r ON r.id = l.run_id WHERE r.flow_id = $1 AND l.status = 'confirmed') AS posts,
        pg_database_size(current_database())::float8 AS bytes`,
      [flowId],
    )
    return rows[0] ?? { runs: 0, posts: 0, bytes: 0 }
  }
}

/** Longer than anything here takes. Milliseconds. */
const PATIENCE_MS = 60_000

/** Waits until no run is open. Asks through two small indexes: counting a flow's runs again and again would burn more than
 *  the runs do. Throws when it takes unreasonably long. */
export async function allEnded(pool: Stage['pool']): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  let open: number | undefined
  while (performance.now() < until) {
    const { rows } = await pool.query<{ open: number }>(
      `SELECT ((SELECT count(*) FROM runs WHERE lease_owner IS NOT NULL)
        + (SELECT count(*) FROM runs WHERE lease_owner IS NULL AND ended_at IS NULL))::int AS open`,
    )
    open = rows[0]?.open
    if (open === 0) return
    await sleep(20)
  }
  throw new Error(`${open} runs have not ended after ${PATIENCE_MS / 1000} s.`)
}
