import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { RUN_STATUSES } from '@tailorbird/flow/run/run-status'
import { Id, Moment, byId } from './parts.ts'

/** A deployed trigger: how it is doing and how far it has looked. */
export const TriggerState = z.object({
  id: Id,
  flowId: Id,
  flowName: z.string(),
  environment: z.string(),
  nodeId: z.string(),
  label: z.string(),
  type: z.string(),
  source: z.enum(['manual', 'record', 'schedule', 'poll', 'webhook', 'call', 'failure']),
  enabled: z.boolean(),
  lastAt: Moment.nullable(),
  nextAt: Moment.nullable(),
  lastRun: z.object({ id: Id, status: z.enum(RUN_STATUSES), at: Moment }).nullable(),
  /** What went wrong at the last look, and how often in a row. */
  trouble: z.string().nullable(),
  failures: z.number().int(),
  /** Set: it does nothing until it is resumed. */
  paused: z.object({ at: Moment, why: z.string() }).nullable(),
  /** How far it has looked; what it means depends on the trigger (a post's id, a time). */
  cursor: z.string().nullable(),
})
export type TriggerState = z.infer<typeof TriggerState>

/** Where a webhook is called. The secret is shown once, when it is made. */
export const WebhookAddress = z.object({
  /** Starts runs of the enabled version. */
  live: z.string(),
  /** Hands its next call to whoever listens in the designer. */
  test: z.string(),
  method: z.string(),
  hasSecret: z.boolean(),
})

export const triggers = {
  list: endpoint('trigger.view')
    .route({ method: 'GET', path: '/triggers', summary: 'Deployed triggers and how they are doing' })
    .input(z.object({ flowId: Id.optional() }))
    .output(z.array(TriggerState)),
  pause: endpoint({ right: 'trigger.manage', of: 'trigger' })
    .route({ method: 'POST', path: '/triggers/{id}/pause', summary: 'Let a trigger rest, its cursor kept' })
    .input(byId)
    .output(TriggerState),
  resume: endpoint({ right: 'trigger.manage', of: 'trigger' })
    .route({ method: 'POST', path: '/triggers/{id}/resume', summary: 'Let a trigger go on where it stands' })
    .input(byId)
    .output(TriggerState),
  setCursor: endpoint({ right: 'trigger.manage', of: 'trigger' })
    .route({ method: 'PUT', path: '/triggers/{id}/cursor', summary: 'Say how far a trigger has looked' })
    .input(z.object({ id: Id, cursor: z.string().trim().max(200).nullable() }))
    .output(TriggerState),
  webhook: endpoint({ right: 'flow.view', of: 'flow' })
    .route({ method: 'GET', path: '/flows/{flowId}/webhook/{nodeId}', summary: 'Where a webhook trigger is called' })
    .input(z.object({ flowId: Id, nodeId: z.string(), environment: z.string().default('production') }))
    .output(WebhookAddress),
  /** Makes a new secret; the old one stops working at once. */
  renewSecret: endpoint({ right: 'trigger.manage', of: 'flow' })
    .route({ method: 'POST', path: '/flows/{flowId}/webhook/{nodeId}/secret', summary: 'Make a secret for a webhook' })
    .input(z.object({ flowId: Id, nodeId: z.string(), environment: z.string().default('production') }))
    .output(z.object({ secret: z.string() })),
  /** The last call to the test address, for a sample; null while none has come. */
  testCall: endpoint({ right: 'flow.test', of: 'flow' })
    .route({
      method: 'GET',
      path: '/flows/{flowId}/webhook/{nodeId}/test-call',
      summary: 'The last call to the test address',
    })
    .input(z.object({ flowId: Id, nodeId: z.string() }))
    .output(z.object({ at: Moment, output: z.record(z.string(), z.json()) }).nullable()),
}
