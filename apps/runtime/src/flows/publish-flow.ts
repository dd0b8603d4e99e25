import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Database, Writer } from '@tailorbird/db/database'
import { flows, versions } from '@tailorbird/db/schema/flows'
import { users } from '@tailorbird/db/schema/users'
import type { Version } from '@tailorbird/contract/flows'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { audit } from '../audit/audit.ts'
import { inTheWay, notFound } from '../ground/refusal.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Caller } from '../people/caller.ts'
import { refuseErrors } from './refuse-errors.ts'
import { refuseSchedules } from './refuse-schedules.ts'
import { noFlow } from './show-flow.ts'
import { loadSurroundings } from './surroundings.ts'
import { said } from '../words/said.ts'

interface Publish {
  id: string
  /** The revision of the draft that the person has seen. */
  revision: number
  note: string
  userId: string
}

/** Makes an immutable version of the draft. A draft that is the newest version already makes no second one. */
export async function publishFlow(
  db: Database,
  vault: Vault,
  { id, revision, note, userId }: Publish,
): Promise<Version> {
  const surroundings = await loadSurroundings(db, vault)
  const versionId = await db.transaction(async (tx) => {
    const [flow] = await tx
      .select()
      .from(flows)
      .where(and(eq(flows.id, id), isNull(flows.deletedAt)))
      .for('update')
    if (!flow) throw noFlow
    if (flow.revision !== revision) {
      throw inTheWay('flow-changed', said('flow.changed-meanwhile'))
    }
    refuseErrors(flow.draft, { surroundings })
    refuseSchedules(flow.draft, new Date())
    const [newest] = await tx
      .select({
        id: versions.id,
        number: versions.number,
        same: sql<boolean>`${versions.graph} = ${JSON.stringify(flow.draft)}::jsonb`,
      })
      .from(versions)
      .where(and(eq(versions.flowId, id), isNotNull(versions.number)))
      .orderBy(desc(versions.number))
      .limit(1)
    if (newest?.same) return newest.id
    const number = (newest?.number ?? 0) + 1
    const [made] = await tx
      .insert(versions)
      .values({ flowId: id, number, graph: flow.draft, note, createdBy: userId })
      .returning({ id: versions.id })
    await audit(tx, { userId, action: 'flow.published', subject: flow.name, detail: `version ${number}` })
    return made?.id ?? ''
  })
  const { graph: _, ...version } = await showVersion(db, versionId)
  return version
}

/** Published versions, newest first. */
export async function listVersions(caller: Caller, db: Writer, flowId: string): Promise<Version[]> {
  const rows = await db
    .select(shown)
    .from(versions)
    .leftJoin(users, eq(users.id, versions.createdBy))
    .where(and(caller.sees('flow.view'), eq(versions.flowId, flowId), isNotNull(versions.number)))
    .orderBy(desc(versions.number))
  return rows.map(asVersion)
}

export async function showVersion(db: Writer, id: string): Promise<Version & { graph: Graph }> {
  const [row] = await db
    .select({ ...shown, graph: versions.graph })
    .from(versions)
    .leftJoin(users, eq(users.id, versions.createdBy))
    .where(and(eq(versions.id, id), isNotNull(versions.number)))
  if (!row) throw notFound(said('not-found.version'))
  return { ...asVersion(row), graph: row.graph }
}

const shown = {
  id: versions.id,
  flowId: versions.flowId,
  number: versions.number,
  note: versions.note,
  createdAt: versions.createdAt,
  createdBy: users.name,
}

interface Shown extends Omit<Version, 'number' | 'createdAt'> {
  number: number | null
  createdAt: Date
}

function asVersion({ id, flowId, number, note, createdAt, createdBy }: Shown): Version {
  return { id, flowId, number: number ?? 0, note, createdAt: createdAt.toISOString(), createdBy }
}
