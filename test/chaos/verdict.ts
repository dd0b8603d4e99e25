import { Client } from 'pg'
import { SORTS, type Sort } from './load.ts'

export interface Findings {
  records: number
  runs: number
  posts: number
  /** Sentences about everything that must not be; empty when all is well. */
  wrong: string[]
}

interface Run {
  id: string
  event_key: string | null
  status: string
  parent_run: string | null
  failure: { message: string } | null
  /** What has not ended, in words. */
  open_steps: string[] | null
  /** The process that has it in hand. */
  pid: number | null
}

/** Compares what was asked for with what is kept and with what stands on X. */
export async function takeStock(
  databaseUrl: string,
  { tableId, posts }: { tableId: string; posts: readonly { text: string }[] },
): Promise<Findings> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows: records } = await client.query<{ id: string; title: string; sort: Sort }>(
      `SELECT id, values->>'title' AS title, values->>'sort' AS sort FROM records WHERE table_id = $1`,
      [tableId],
    )
    const { rows: runs } = await client.query<Run>(
      `SELECT id, event_key, status, parent_run, failure, (SELECT array_agg(s.path || ' ' || s.node_id || ' is ' || s.status || ' at attempt ' || s.attempt || coalesce(' for ' || s.park_reason, '') || coalesce(' until ' || s.park_until, '') || coalesce(': ' || (s.failure ->> 'message'), '')) FROM steps s WHERE s.run_id = r.id
         AND s.status IN ('started', 'intended', 'waiting', 'in doubt')
         AND NOT EXISTS (SELECT FROM steps later WHERE later.run_id = s.run_id AND later.node_id = s.node_id
           AND later.path = s.path AND later.attempt > s.attempt)) AS open_steps,
         (SELECT pid FROM workers WHERE id = r.lease_owner) AS pid FROM runs r`,
    )
    const { rows: ledger } = await client.query<{ external_id: string }>(
      `SELECT external_id FROM post_ledger WHERE status = 'confirmed' AND external_id IS NOT NULL`,
    )
    return {
      records: records.length,
      runs: runs.length,
      posts: posts.length,
      wrong: [...wrongRuns(records, runs), ...wrongPosts(records, posts), ...wrongLedger(ledger, posts)],
    }
  } finally {
    await client.end()
  }
}

/** Every event has exactly one run, and every run has ended as its history says. */
function wrongRuns(records: readonly { id: string; title: string; sort: Sort }[], runs: readonly Run[]): string[] {
  const wrong: string[] = []
  const own = runs.filter(({ parent_run }) => parent_run === null)
  const byEvent = Map.groupBy(own, ({ event_key }) => event_key)
  for (const { id, title } of records) {
    const count = byEvent.get(id)?.length ?? 0
    if (count !== 1) wrong.push(`the record "${title}" has ${count} runs`)
  }
  if (own.length !== records.length) wrong.push(`${records.length} records have ${own.length} runs`)
  const calls = records.filter(({ sort }) => sort === 'call').length
  if (runs.length - own.length !== calls) wrong.push(`${calls} calls have ${runs.length - own.length} runs`)
  for (const { id, status, failure, open_steps: open, pid } of runs) {
    const hand = pid === null ? '' : ` in the hands of ${pid}`
    if (status !== 'succeeded')
      wrong.push(`run ${id} is ${status}${hand}: ${failure?.message ?? open?.join(', ') ?? 'no reason'}`)
    else if (open) wrong.push(`run ${id} has succeeded, and ${open.join(', ')}`)
  }
  return wrong
}

/** Every intended post exists exactly once, and nothing else does. */
function wrongPosts(records: readonly { title: string; sort: Sort }[], posts: readonly { text: string }[]): string[] {
  const wrong: string[] = []
  const found = Map.groupBy(posts, ({ text }) => text)
  const wanted = new Set(records.flatMap(({ title, sort }) => SORTS[sort](title)))
  for (const text of wanted) {
    const count = found.get(text)?.length ?? 0
    if (count !== 1) wrong.push(`"${text}" was posted ${count} times`)
  }
  for (const text of found.keys()) if (!wanted.has(text)) wrong.push(`"${text}" was posted and nobody asked for it`)
  return wrong
}

/** The ledger knows each post once. */
function wrongLedger(ledger: readonly { external_id: string }[], posts: readonly unknown[]): string[] {
  const ids = new Set(ledger.map(({ external_id: id }) => id))
  const wrong: string[] = []
  if (ids.size !== ledger.length) wrong.push(`the ledger confirms ${ledger.length} writes of ${ids.size} posts`)
  if (ids.size !== posts.length) wrong.push(`the ledger knows ${ids.size} of ${posts.length} posts`)
  return wrong
}
