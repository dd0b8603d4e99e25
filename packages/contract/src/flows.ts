import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Graph } from '@tailorbird/flow/graph/graph'
import { NamedField } from '@tailorbird/flow/fields/named-field'
import { Id, Moment, Name, byId, nothing } from './parts.ts'
import { ProblemInWords } from './problem-body.ts'

export const Deployment = z.object({
  environment: z.string(),
  versionId: Id,
  versionNumber: z.number().int(),
  enabled: z.boolean(),
})
export type Deployment = z.infer<typeof Deployment>

/** How a deployed trigger is doing. */
export const TriggerHealth = z.object({
  environment: z.string(),
  nodeId: z.string(),
  lastAt: Moment.nullable(),
  nextAt: Moment.nullable(),
  /** What went wrong at the last look, if it did; it is tried again by itself. */
  trouble: z.string().nullable(),
})
export type TriggerHealth = z.infer<typeof TriggerHealth>

export const FlowSummary = z.object({
  id: Id,
  name: z.string(),
  deployments: z.array(Deployment),
  triggers: z.array(TriggerHealth),
  nodeCount: z.number().int(),
  /** How the draft is started, and what it then asks for; null when it has no trigger. */
  trigger: z
    .object({
      type: z.string(),
      source: z.enum(['manual', 'record', 'webhook', 'call', 'failure', 'schedule', 'poll']),
      inputs: z.array(NamedField),
    })
    .nullable(),
  updatedAt: Moment,
  lastRun: z.object({ id: Id, status: z.string(), at: Moment }).nullable(),
})
export type FlowSummary = z.infer<typeof FlowSummary>

export const Flow = z.object({
  id: Id,
  name: z.string(),
  draft: Graph,
  /** Raised by each save of the draft; a save with an older one is refused with 409. */
  revision: z.number().int(),
  deployments: z.array(Deployment),
  triggers: z.array(TriggerHealth),
  updatedAt: Moment,
  updatedBy: z.string().nullable(),
})
export type Flow = z.infer<typeof Flow>

export const Version = z.object({
  id: Id,
  flowId: Id,
  number: z.number().int(),
  note: z.string(),
  createdAt: Moment,
  createdBy: z.string().nullable(),
})
export type Version = z.infer<typeof Version>

export const flows = {
  list: endpoint('flow.view')
    .route({ method: 'GET', path: '/flows', summary: 'All flows' })
    .input(nothing)
    .output(z.array(FlowSummary)),
  get: endpoint({ right: 'flow.view', of: 'flow' })
    .route({ method: 'GET', path: '/flows/{id}', summary: 'A flow with its draft' })
    .input(byId)
    .output(Flow),
  create: endpoint('flow.edit')
    .route({ method: 'POST', path: '/flows', summary: 'Create a flow' })
    .input(z.object({ name: Name, draft: Graph.optional() }))
    .output(Flow),
  rename: endpoint({ right: 'flow.edit', of: 'flow' })
    .route({ method: 'PATCH', path: '/flows/{id}', summary: 'Rename a flow' })
    .input(z.object({ id: Id, name: Name }))
    .output(Flow),
  saveDraft: endpoint({ right: 'flow.edit', of: 'flow' })
    .route({ method: 'PUT', path: '/flows/{id}/draft', summary: 'Save the draft' })
    .input(z.object({ id: Id, draft: Graph, revision: z.number().int() }))
    .errors({
      /** Somebody saved since; `current` is what stands there now. */
      CONFLICT: { status: 409, data: z.object({ current: Flow }) },
    })
    .output(Flow),
  /** Drafts may have problems: they are saved anyway and refused only at test and publish. */
  problems: endpoint({ right: 'flow.view', of: 'flow' })
    .route({ method: 'GET', path: '/flows/{id}/problems', summary: 'What is wrong with the saved draft' })
    .input(z.object({ id: Id, environment: z.string().optional() }))
    .output(z.array(ProblemInWords)),
  publish: endpoint({ right: 'flow.publish', of: 'flow' })
    .route({ method: 'POST', path: '/flows/{id}/versions', summary: 'Make an immutable version of the saved draft' })
    .input(z.object({ id: Id, revision: z.number().int(), note: z.string().trim().max(500).default('') }))
    .output(Version),
  versions: endpoint({ right: 'flow.view', of: 'flow' })
    .route({ method: 'GET', path: '/flows/{id}/versions', summary: 'Published versions, newest first' })
    .input(byId)
    .output(z.array(Version)),
  version: endpoint({ right: 'flow.view', of: 'version' })
    .route({ method: 'GET', path: '/versions/{id}', summary: 'A version with its graph' })
    .input(byId)
    .output(Version.extend({ graph: Graph })),
  /** Puts a version to work in an environment, or stops it there. */
  deploy: endpoint({ right: 'flow.deploy', of: 'flow' })
    .route({
      method: 'PUT',
      path: '/flows/{id}/deployments/{environment}',
      summary: 'Deploy a version and enable or disable it',
    })
    .input(z.object({ id: Id, environment: z.string(), versionId: Id, enabled: z.boolean() }))
    .output(Flow),
  remove: endpoint({ right: 'flow.delete', of: 'flow' })
    .route({ method: 'DELETE', path: '/flows/{id}', summary: 'Delete a flow; its runs and its posts stay known' })
    .input(byId)
    .output(nothing),
}
