import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Graph } from '../graph/graph.ts'
import { FailureData } from '../node/failure.ts'
import { ParkReason, RunStatus, StepStatus } from '../run/run.ts'
import { Id, Moment, byId } from './parts.ts'

export const RunSummary = z.object({
  id: Id,
  flowId: Id,
  flowName: z.string(),
  environment: z.string(),
  /** Null: the draft, as it stood when it was tested. */
  versionNumber: z.number().int().nullable(),
  test: z.boolean(),
  status: RunStatus,
  park: z.object({ reason: ParkReason, until: Moment.nullable() }).nullable(),
  /** What started it, in a few words. */
  cause: z.string(),
  failure: FailureData.nullable(),
  startedAt: Moment,
  endedAt: Moment.nullable(),
})
export type RunSummary = z.infer<typeof RunSummary>

/** What happened to one node of a run. */
export const RunStep = z.object({
  nodeId: z.string(),
  status: StepStatus,
  attempt: z.number().int(),
  /** The values the node worked with; secrets are never in it. */
  input: z.json().nullable(),
  output: z.json().nullable(),
  port: z.string().nullable(),
  failure: FailureData.nullable(),
  park: z.object({ reason: ParkReason, until: Moment.nullable() }).nullable(),
  startedAt: Moment,
  endedAt: Moment.nullable(),
})
export type RunStep = z.infer<typeof RunStep>

export const RunDetail = z.object({ run: RunSummary, graph: Graph, steps: z.array(RunStep) })
export type RunDetail = z.infer<typeof RunDetail>

/** What the stream `GET /api/runs/{id}/events` (Server-Sent Events, event name `run`) sends: first everything, then what changed. */
export const RunEvent = z.object({ run: RunSummary, steps: z.array(RunStep) })
export type RunEvent = z.infer<typeof RunEvent>

/** What a test run starts from: a record that exists, or a sample of the trigger's output. */
export const TestEvent = z.union([
  z.strictObject({ recordId: Id }),
  z.strictObject({ sample: z.record(z.string(), z.json()) }),
])
export type TestEvent = z.infer<typeof TestEvent>

export const runs = {
  list: oc
    .route({ method: 'GET', path: '/runs', summary: 'Runs, newest first' })
    .input(
      z.object({
        flowId: Id.optional(),
        environment: z.string().optional(),
        status: RunStatus.optional(),
        before: Id.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ runs: z.array(RunSummary), more: z.boolean() })),
  get: oc
    .route({ method: 'GET', path: '/runs/{id}', summary: 'A run with its graph and its steps' })
    .input(byId)
    .output(RunDetail),
  /** Runs the draft as it is sent here, without saving it. Refused with 422 and `problems` when it has errors. */
  test: oc
    .route({ method: 'POST', path: '/flows/{flowId}/tests', summary: 'Test the draft' })
    .input(z.object({ flowId: Id, graph: Graph, environment: z.string().default('development'), event: TestEvent }))
    .output(RunSummary),
  cancel: oc.route({ method: 'POST', path: '/runs/{id}/cancel', summary: 'Stop a run' }).input(byId).output(RunSummary),
  /** Settles a write of which nobody can tell whether it happened: a person has looked. */
  settle: oc
    .route({ method: 'POST', path: '/runs/{id}/steps/{nodeId}/settle', summary: 'Say what became of a write in doubt' })
    .input(
      z.object({
        id: Id,
        nodeId: z.string(),
        verdict: z.union([
          z.strictObject({
            happened: z.literal(true),
            externalId: z.string().regex(/^\d{1,19}$/, 'An id of X is a number, as in the address of the post.'),
          }),
          z.strictObject({ happened: z.literal(false), then: z.enum(['send again', 'fail']) }),
        ]),
      }),
    )
    .output(RunSummary),
}
