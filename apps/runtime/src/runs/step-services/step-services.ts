import type { Capability, Services } from '@tailorbird/flow/node/node-services'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import type { ClaimedRun } from '../execute/execute-run.ts'

/** The step a service is for. What others could see waits until its run is on disk (`persisted`). */
export interface ServedStep extends StepRef {
  run: ClaimedRun
}

/** Who offers what: each room its own, bound to a step. Every call is keyed by the step, so that it may be repeated. */
export type Offers = { [K in Capability]: (step: ServedStep) => Services[K] }

/** What a node uses, and nothing else. */
export const servicesFor = (offers: Offers, step: ServedStep, uses: readonly Capability[]): Services =>
  Object.fromEntries(uses.map((capability) => [capability, offers[capability](step)])) as unknown as Services
