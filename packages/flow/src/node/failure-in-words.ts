import { type Voice, speak } from '../speech/speak.ts'
import { failureSaid, withoutTurns } from './failure-said.ts'
import type { FailureData, FailureInWords } from './failure.ts'

/** A failure with its sentence. What brings its own (version 0.1, nodes without a table) keeps it. */
export function failureInWords(failure: FailureData, voice: Voice): FailureInWords {
  const { code, values = {}, field } = failure
  const hint = failure.hint ?? speak(withoutTurns(failure), voice)?.hint
  const message = speak(failureSaid(failure), voice)?.says ?? code
  return { code, values, message, ...(hint !== undefined && { hint }), ...(field !== undefined && { field }) }
}
