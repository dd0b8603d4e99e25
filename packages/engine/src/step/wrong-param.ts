import { Failure } from '@tailorbird/flow/node/failure'
import { english } from '@tailorbird/flow/words/en'
import type { Said } from '@tailorbird/flow/words/said'
import { speak } from '@tailorbird/flow/words/speak'

/** A parameter whose value does not fit. */
export const wrongParam = (wrong: Said, field: string): Failure =>
  new Failure({ code: 'param.wrong', message: speak(wrong, { sentences: english })?.says ?? wrong.code, field })
