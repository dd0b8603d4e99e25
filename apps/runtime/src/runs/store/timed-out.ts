import type { FailureData } from '@tailorbird/flow/node/failure'

/** Why a run has failed that took longer than it may. */
export const TIMED_OUT: FailureData = {
  code: 'run.timed-out',
  message: 'This run took longer than its flow allows, and was stopped.',
  hint: 'Give the flow more time in its settings, or look at the step that it was waiting for.',
}
