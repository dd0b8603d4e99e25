import type { FailureData } from '@tailorbird/flow/node/failure'
import { said } from '../../words/said.ts'

/** Why a run has failed that took longer than it may. */
export const TIMED_OUT: FailureData = said('run.timed-out')
