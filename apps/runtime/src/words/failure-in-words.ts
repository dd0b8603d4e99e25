import type { FailureData, FailureInWords } from '@tailorbird/flow/node/failure'
import { failureInWords as inWords } from '@tailorbird/flow/node/failure-in-words'
import { voice } from './voice.ts'

/** A failure as the API, exports and later nodes show it. */
export const failureInWords = (failure: FailureData): FailureInWords => inWords(failure, voice)

/** The same for what may not have failed. */
export const failureOrNull = (failure: FailureData | null): FailureInWords | null => failure && failureInWords(failure)
