import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@tailorbird/db/database'
import { deployments, flows, versions } from '@tailorbird/db/schema/flows'
import type { Flow } from '@tailorbird/contract/flows'
import { type Graph, emptyGraph } from '@tailorbird/flow/graph/graph'
import { audit } from '../audit/audit.ts'
import { armTriggers } from '../triggers/arm-triggers.ts'
import { noFlow, showFlow } from './show-flow.ts'

interface By {
  userId: string
}

export async function createFlow(
  db: Database,
  { name, draft, userId }: By & { name: string; draft?: Graph | undefined },
): Promise<Flow> {
  const [row] = await db
    .insert(flows)
    .values({ name, draft: draft ?? emptyGraph(), updatedBy: userId })
    .returning({ id: flows.id })
  return showFlow(db, row?.id ?? '')
}

export async function renameFlow(db: Database, { id, name, userId }: By & { id: string; name: string }): Promise<Flow> {
  await db.update(flows).set({ name, updatedAt: new Date(), updatedBy: userId }).where(standing(id))
  return showFlow(db, id)
}

interface Draft extends By {
  id: string
  draft: Graph
  /** The one the change was made on. */
  revision: number
}

/** Saves a draft over the revision it was made from. If somebody saved since, nothing is written and `conflict` says what stands there. */
export async function saveDraft(
  db: Database,
  { id, draft, revision, userId }: Draft,
): Promise<{ saved: Flow } | { conflict: Flow }> {
  const saved = await db
    .update(flows)
    .set({ draft, revision: sql`${flows.revision} + 1`, updatedAt: new Date(), updatedBy: userId })
    .where(and(standing(id), eq(flows.revision, revision)))
    .returning({ id: flows.id })
  const flow = await showFlow(db, id)
  return saved.length > 0 ? { saved: flow } : { conflict: flow }
}

/** Stops a flow everywhere and hides it. Its runs and posts stay known. */
export async function removeFlow(db: Database, { id, userId }: By & { id: string }) {
  await db.transaction(async (tx) => {
    const [gone] = await tx
      .update(flows)
      .set({ deletedAt: new Date(), updatedBy: userId })
      .where(standing(id))
      .returning()
    if (!gone) throw noFlow
    const { environment, versionId } = deployments
    const deployed = await tx
      .select({ environment, versionId, graph: versions.graph })
      .from(deployments)
      .innerJoin(versions, eq(versions.id, versionId))
      .where(eq(deployments.flowId, id))
    for (const deployment of deployed) await armTriggers(tx, { flowId: id, ...deployment, enabled: false })
    await tx.update(deployments).set({ enabled: false, updatedAt: new Date() }).where(eq(deployments.flowId, id))
    await audit(tx, { userId, action: 'flow.removed', subject: gone.name })
  })
}

const standing = (id: string) => and(eq(flows.id, id), isNull(flows.deletedAt))
