import type { Writer } from '@tailorbird/db/database'
import { randomBytes } from 'node:crypto'
import { webhooks } from '@tailorbird/db/schema/flows'
import { and, eq } from 'drizzle-orm'

/** Where a webhook trigger stands. */
export interface WebhookPlace {
  flowId: string
  environment: string
  nodeId: string
}

/** The address of a webhook trigger; made when it is first asked for, and the same ever after. */
export async function addressOf(db: Writer, place: WebhookPlace) {
  const token = randomBytes(32).toString('base64url')
  await db
    .insert(webhooks)
    .values({ token, ...place })
    .onConflictDoNothing()
  const [row] = await db.select().from(webhooks).where(atPlace(place))
  if (!row) throw new Error('The address of the webhook is not there.')
  return row
}

export const atPlace = ({ flowId, environment, nodeId }: WebhookPlace) =>
  and(eq(webhooks.flowId, flowId), eq(webhooks.environment, environment), eq(webhooks.nodeId, nodeId))
