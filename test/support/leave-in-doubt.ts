import { inDatabase } from './in-database.ts'
import type { House } from './house.ts'
import type { Person } from './person.ts'
import { letAllPost } from './story.ts'

interface Doubt {
  runId: string
  /** What the post says. */
  text: string
}

/** Leaves the post of a run that X has put off (429) in doubt, as if nobody could tell what became of it: it takes minutes
 *  of silence from X to get there, so its last step is written by hand. */
export async function leaveInDoubt(
  { databaseUrl, sandboxUrl }: House,
  person: Person,
  { runId, text }: Doubt,
): Promise<void> {
  const ask = (sql: string, ...more: unknown[]) => inDatabase(databaseUrl, sql, [runId, ...more])
  await ask(
    `UPDATE steps SET status = 'in doubt', park_reason = NULL, park_until = NULL, intended_at = now(), intent = $2,
       failure = '{"code": "write.in-doubt", "message": "Nobody can tell."}' WHERE run_id = $1 AND node_id = 'post'`,
    JSON.stringify({ body: { text }, postsAt: `${sandboxUrl}/@tailorbird_hq#post-` }),
  )
  await ask(`UPDATE post_ledger SET status = 'in doubt', settled_at = NULL WHERE run_id = $1`)
  await ask(`UPDATE runs SET park_reason = 'in doubt', park_until = NULL WHERE id = $1`)
  await ask(`SELECT graphile_worker.remove_job($1)`)
  await letAllPost(person)
}
