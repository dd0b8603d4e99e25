import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Graph } from '@tailorbird/flow/graph/graph'
import { FailureInWords } from '@tailorbird/flow/node/failure'
import { ParkReason, RunStatus, StepStatus } from '@tailorbird/flow/run/run'
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
  /** The person who set it off, when it was one. */
  startedBy: z.object({ id: Id, name: z.string() }).nullable(),
  failure: FailureInWords.nullable(),
  startedAt: Moment,
  endedAt: Moment.nullable(),
  /** The run this one repeats, and the run that called this one. */
  rerunOf: Id.nullable(),
  parentRunId: Id.nullable(),
})
export type RunSummary = z.infer<typeof RunSummary>

/** What happened to one node of a run. */
export const RunStep = z.object({
  nodeId: z.string(),
  /** Which turn of which loops, e.g. `each1:3`; empty outside loops. */
  path: z.string(),
  /** The result is that of another run, whose step was not done again. */
  reusedFrom: Id.nullable(),
  status: StepStatus,
  attempt: z.number().int(),
  /** The values the node worked with; secrets are never in it. */
  input: z.json().nullable(),
  output: z.json().nullable(),
  port: z.string().nullable(),
  failure: FailureInWords.nullable(),
  park: z.object({ reason: ParkReason, until: Moment.nullable() }).nullable(),
  startedAt: Moment,
  endedAt: Moment.nullable(),
})
export type RunStep = z.infer<typeof RunStep>

export const RunDetail = z.object({ run: RunSummary, graph: Graph, steps: z.array(RunStep) })
export type RunDetail = z.infer<typeof RunDetail>

/** What the stream `GET /api/runs/{id}/events` (Server-Sent Events, event name `run`) sends: first everything, then what
 *  changed. The id of an event is the number of the last change it tells of; a stream that names it goes on from there. */
export const RunEvent = z.object({ run: RunSummary, steps: z.array(RunStep) })
export type RunEvent = z.infer<typeof RunEvent>

/** How a run is repeated. What is sent to X again is only what `again` names. */
export const Rerun = z.object({
  /** `start`, `failed` (the steps that failed) or the id of a node: from there on steps are run anew. */
  from: z.union([z.literal('start'), z.literal('failed'), z.strictObject({ nodeId: z.string() })]),
  version: z.enum(['same', 'latest']).default('same'),
  /** Writes that were completed and shall be done again all the same; all others keep their result. */
  again: z
    .array(z.strictObject({ nodeId: z.string(), path: z.string() }))
    .max(10_000)
    .default([]),
})
export type Rerun = z.infer<typeof Rerun>

/** A completed write that a re-run comes upon. */
export const CompletedWrite = z.object({
  nodeId: z.string(),
  path: z.string(),
  label: z.string(),
  /** What was written, as the post ledger has it. */
  what: z.string(),
  summary: z.string(),
  externalId: z.string().nullable(),
  at: Moment,
})
export type CompletedWrite = z.infer<typeof CompletedWrite>

/** What a re-run would come upon. */
export const RerunPlan = z.object({
  /** Kept, unless somebody ticks them. */
  writes: z.array(CompletedWrite),
  /** Written by steps that the version which would run does not have as they were: the step is gone, is of another
   *  type, or stands in other loops. What was written is there all the same. */
  lost: z.array(CompletedWrite.extend({ why: z.enum(['gone', 'other type', 'moved']) })),
  latestVersion: z.number().int().nullable(),
})
export type RerunPlan = z.infer<typeof RerunPlan>

/** Which runs are meant. */
export const RunFilter = z.object({
  flowId: Id.optional(),
  environment: z.string().optional(),
  status: RunStatus.optional(),
  startedAfter: Moment.optional(),
  startedBefore: Moment.optional(),
  /** Words in what started it, or in what went wrong. */
  text: z.string().max(200).optional(),
})
export type RunFilter = z.infer<typeof RunFilter>

/** Which part of a draft a test runs. */
export const TestScope = z.union([
  /** The whole flow. */
  z.strictObject({ run: z.literal('all') }),
  /** One node alone, with what the nodes before it put out. */
  z.strictObject({ run: z.literal('node'), nodeId: z.string() }),
  /** This node and everything behind it. */
  z.strictObject({ run: z.literal('from'), nodeId: z.string() }),
])
export type TestScope = z.infer<typeof TestScope>

/** What a test run starts from: a record that exists, or a sample of the trigger's output. */
export const TestEvent = z.union([
  z.strictObject({ recordId: Id }),
  z.strictObject({ sample: z.record(z.string(), z.json()) }),
])
export type TestEvent = z.infer<typeof TestEvent>

export const runs = {
  list: endpoint('run.view')
    .route({ method: 'GET', path: '/runs', summary: 'Runs, newest first' })
    .input(
      RunFilter.extend({
        before: Id.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ runs: z.array(RunSummary), more: z.boolean() })),
  get: endpoint({ right: 'run.view', of: 'run' })
    .route({ method: 'GET', path: '/runs/{id}', summary: 'A run with its graph and its steps' })
    .input(byId)
    .output(RunDetail),
  /** Runs the draft as it is sent here, without saving it. Refused with 422 and `problems` when it has errors. */
  test: endpoint({ right: 'flow.test', of: 'flow' })
    .route({ method: 'POST', path: '/flows/{flowId}/tests', summary: 'Test the draft' })
    .input(
      z.object({
        flowId: Id,
        graph: Graph,
        environment: z.string().default('development'),
        event: TestEvent,
        scope: TestScope.default({ run: 'all' }),
        /** Outputs that take the place of running these nodes, by node id: pinned data, or those of an earlier run. */
        outputs: z.record(z.string(), z.json()).default({}),
      }),
    )
    .output(RunSummary),
  /** Starts the enabled version of a flow whose trigger is Manual. */
  start: endpoint({ right: 'run.start', of: 'flow' })
    .route({ method: 'POST', path: '/flows/{flowId}/runs', summary: 'Start a flow by hand' })
    .input(z.object({ flowId: Id, environment: z.string(), input: z.record(z.string(), z.json()).default({}) }))
    .output(RunSummary),
  rerunPlan: endpoint({ right: 'run.rerun', of: 'run' })
    .route({ method: 'POST', path: '/runs/{id}/rerun-plan', summary: 'The completed writes a re-run would come upon' })
    .input(z.object({ id: Id, from: Rerun.shape.from, version: Rerun.shape.version }))
    .output(RerunPlan),
  rerun: endpoint({ right: 'run.rerun', of: 'run' })
    .route({ method: 'POST', path: '/runs/{id}/rerun', summary: 'Run again: a new run, with the results it keeps' })
    .input(Rerun.extend({ id: Id }))
    .output(RunSummary),
  bulkRerun: endpoint('run.rerun')
    .route({ method: 'POST', path: '/runs/rerun', summary: 'Run all failed runs of a filter again; at most 1,000' })
    .input(
      z.object({
        filter: RunFilter.omit({ status: true, text: true }),
        version: Rerun.shape.version,
        dryRun: z.boolean(),
      }),
    )
    /** `inDoubt`: left out until somebody has said what became of a write of theirs. */
    .output(z.object({ runs: z.number().int(), skipped: z.number().int(), inDoubt: z.number().int() })),
  cancel: endpoint({ right: 'run.cancel', of: 'run' })
    .route({ method: 'POST', path: '/runs/{id}/cancel', summary: 'Stop a run' })
    .input(byId)
    .output(RunSummary),
  /** Settles a write of which nobody can tell whether it happened: a person has looked. */
  settle: endpoint({ right: 'run.settle', of: 'run' })
    .route({ method: 'POST', path: '/runs/{id}/steps/{nodeId}/settle', summary: 'Say what became of a write in doubt' })
    .input(
      z.object({
        id: Id,
        nodeId: z.string(),
        path: z.string().default(''),
        verdict: z.union([
          /** `says`: what the node's form (`settling.says` in the catalogue) asks for, e.g. the address of the post. */
          z.strictObject({ happened: z.literal(true), says: z.record(z.string(), z.json()) }),
          z.strictObject({ happened: z.literal(false), then: z.enum(['send again', 'fail']) }),
        ]),
      }),
    )
    .output(RunSummary),
}
