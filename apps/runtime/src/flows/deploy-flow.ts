import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '@tailorbird/db/database'
import { environments } from '@tailorbird/db/schema/environments'
import { deployments, flows, versions } from '@tailorbird/db/schema/flows'
import type { Flow } from '@tailorbird/contract/flows'
import { audit } from '../audit/audit.ts'
import { notFound } from '../ground/refusal.ts'
import type { Vault } from '../secrets/vault.ts'
import { armTriggers } from '../triggers/arm-triggers.ts'
import { refuseErrors } from './refuse-errors.ts'
import { noFlow, showFlow } from './show-flow.ts'
import { loadSurroundings } from './surroundings.ts'
import { said } from '../words/said.ts'

interface Deploy {
  id: string
  environment: string
  versionId: string
  enabled: boolean
  userId: string
}

/** Puts a version to work in an environment, or stops it there. What cannot run there is refused; stopping is always possible. */
export async function deployFlow(
  db: Database,
  vault: Vault,
  { id, environment, versionId, enabled, userId }: Deploy,
): Promise<Flow> {
  const surroundings = await loadSurroundings(db, vault)
  await db.transaction(async (tx) => {
    const [flow] = await tx
      .select()
      .from(flows)
      .where(and(eq(flows.id, id), isNull(flows.deletedAt)))
      .for('update')
    if (!flow) throw noFlow
    const [place] = await tx.select().from(environments).where(eq(environments.key, environment))
    if (!place) throw notFound(said('not-found.environment', { environment }))
    const [version] = await tx
      .select()
      .from(versions)
      .where(and(eq(versions.id, versionId), eq(versions.flowId, id), isNotNull(versions.number)))
    if (!version) throw notFound(said('not-found.version-of-flow'))
    if (enabled) refuseErrors(version.graph, { surroundings, environment })
    const state = { versionId, enabled, updatedAt: new Date() }
    await tx
      .insert(deployments)
      .values({ flowId: id, environment, ...state })
      .onConflictDoUpdate({ target: [deployments.flowId, deployments.environment], set: state })
    await armTriggers(tx, { flowId: id, environment, versionId, graph: version.graph, enabled })
    const action = enabled ? 'flow.enabled' : 'flow.disabled'
    await audit(tx, { userId, action, subject: flow.name, detail: `version ${version.number} in ${environment}` })
  })
  return showFlow(db, id)
}
