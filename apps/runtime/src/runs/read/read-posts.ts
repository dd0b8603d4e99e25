import type { Database } from '@tailorbird/db/database'
import { connections, xApps } from '@tailorbird/db/schema/connections'
import { postLedger } from '@tailorbird/db/schema/runs'
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'

/** Something a run has written, as the post ledger has it. */
export interface RunPost {
  runId: string
  nodeId: string
  path: string
  what: string
  summary: string
  externalId: string
  /** Where it can be seen. */
  url: string
  at: string
}

/** What these runs have written to X, oldest first. */
export async function findPosts(
  db: Database,
  { runIds, sandboxUrl }: { runIds: readonly string[]; sandboxUrl: string },
): Promise<RunPost[]> {
  if (runIds.length === 0) return []
  const rows = await db
    .select({ row: postLedger, username: connections.accountUsername, target: xApps.target })
    .from(postLedger)
    .leftJoin(connections, eq(connections.id, postLedger.connectionId))
    .leftJoin(xApps, eq(xApps.id, connections.appId))
    .where(
      and(inArray(postLedger.runId, [...runIds]), eq(postLedger.status, 'confirmed'), isNotNull(postLedger.externalId)),
    )
    .orderBy(asc(postLedger.intendedAt))
  return rows.map(({ row, username, target }) => {
    const { runId, nodeId, path, what, summary, intendedAt } = row
    const externalId = row.externalId ?? ''
    const url = postUrl({ username, target, externalId, sandboxUrl })
    return { runId, nodeId, path, what, summary, externalId, url, at: intendedAt.toISOString() }
  })
}

interface Post {
  /** Null: nobody knows any more from which account. */
  username: string | null
  target: string | null
  externalId: string
  sandboxUrl: string
}

const postUrl = ({ username, target, externalId, sandboxUrl }: Post) =>
  target === 'sandbox'
    ? `${sandboxUrl}/@${username ?? ''}#post-${externalId}`
    : `https://x.com/${username ?? 'i'}/status/${externalId}`
