import { flows, versions } from '@tailorbird/db/schema/flows'
import { environments } from '@tailorbird/db/schema/environments'
import type { Database } from '@tailorbird/db/database'
import type { TestEvent, TestScope } from '@tailorbird/contract/runs'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { newId } from '@tailorbird/db/columns'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, eq, isNull } from 'drizzle-orm'
import { notFound } from '../ground/refusal.ts'
import type { Vault } from '../secrets/vault.ts'
import { type RunRequest, runRequest } from '../runs/start/run-request.ts'
import { partOfFlow } from './part-of-flow.ts'
import { refuseErrors } from './refuse-errors.ts'
import { loadSurroundings } from './surroundings.ts'
import { testEvent } from './test-event.ts'
import { said } from '../words/said.ts'

interface Test {
  flowId: string
  graph: Graph
  environment: string
  event: TestEvent
  scope: TestScope
  outputs: Readonly<Record<string, unknown>>
  userId: string
}

/** Runs a draft as it is, started the same way as by a trigger, and returns the run's id. What is run is kept as a snapshot,
 *  so that the run can be read later whatever becomes of the draft. */
export async function testFlow(
  { db, vault, startRun }: { db: Database; vault: Vault; startRun(request: RunRequest): Promise<string> },
  test: Test,
): Promise<string> {
  const { flowId, graph: draft, environment, event, scope, outputs, userId } = test
  const [flow] = await db
    .select({ id: flows.id })
    .from(flows)
    .where(and(eq(flows.id, flowId), isNull(flows.deletedAt)))
  if (!flow) throw notFound(said('not-found.flow'))
  const [place] = await db.select({ key: environments.key }).from(environments).where(eq(environments.key, environment))
  if (!place) throw notFound(said('not-found.environment', { environment }))
  refuseErrors(draft, { surroundings: await loadSurroundings(db, vault), environment })
  const trigger = draft.nodes.find(({ type }) => nodeType(type)?.kind === 'trigger')
  if (!trigger) throw notFound(said('not-found.trigger-of-flow'))
  const { output, cause } = await testEvent(db, { flowId, trigger, event, userId })
  const { graph, begins } = partOfFlow({ graph: draft, scope, outputs, triggerId: trigger.id })
  const versionId = newId()
  await db
    .insert(versions)
    .values({ id: versionId, flowId, number: null, graph, note: 'Tested draft', createdBy: userId })
  const row = { id: null, flowId, versionId, environment, nodeId: trigger.id }
  const details = { output, cause, startedBy: userId, test: true, begins }
  return startRun(runRequest({ row, index: indexGraph(graph) }, details))
}
