import type { Database } from '@tailorbird/db/database'
import { environments } from '@tailorbird/db/schema/environments'
import { flows, webhooks } from '@tailorbird/db/schema/flows'
import type { WebhookSource } from '@tailorbird/flow/node/node-type'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { fixedValues } from '../armed/armed-trigger.ts'
import { notFound } from '../../ground/refusal.ts'
import type { WebhookPlace } from './webhook-address.ts'
import { said } from '../../words/said.ts'

/** The webhook node of a flow's draft, and the flow's name. Refuses a place that there is not. */
export async function findWebhook(
  db: Database,
  { flowId, environment, nodeId }: WebhookPlace,
): Promise<{ method: WebhookSource['method']; flowName: string }> {
  const [flow] = await db
    .select({ name: flows.name, draft: flows.draft })
    .from(flows)
    .where(and(eq(flows.id, flowId), isNull(flows.deletedAt)))
  if (!flow) throw notFound(said('not-found.flow'))
  const [place] = await db.select({ key: environments.key }).from(environments).where(eq(environments.key, environment))
  if (!place) throw notFound(said('not-found.environment', { environment }))
  const node = flow.draft.nodes.find(({ id }) => id === nodeId)
  const type = node && nodeType(node.type)
  if (!node || type?.kind !== 'trigger' || type.source !== 'webhook') throw notFound(said('not-found.webhook-in-draft'))
  const { method } = type.webhook(fixedValues(node.params, type.params))
  return { method, flowName: flow.name }
}

/** The last call to the test address of a webhook, in whichever environment. */
export async function lastTestCall(db: Database, { flowId, nodeId }: { flowId: string; nodeId: string }) {
  const [row] = await db
    .select({ at: webhooks.testCallAt, output: webhooks.testCall })
    .from(webhooks)
    .where(and(eq(webhooks.flowId, flowId), eq(webhooks.nodeId, nodeId), isNotNull(webhooks.testCallAt)))
    .orderBy(desc(webhooks.testCallAt))
    .limit(1)
  return row
}
