import type { FailureData, FailureInWords } from '../node/failure.ts'
import { failureInWords } from '../node/failure-in-words.ts'
import { english } from '../words/en.ts'
import type { Said } from '../words/said.ts'
import { speak } from '../speech/speak.ts'
import type { Sentences } from '../words/template.ts'

/** The English sentence, where a test is about the sentence. */
export const inEnglish = (told: Said | undefined): string | undefined =>
  told && speak(told, { sentences: english })?.says

/** The same for a failure; `more` are the tables of nodes. */
export const failureInEnglish = (failure: FailureData, more?: Sentences): FailureInWords =>
  failureInWords(failure, { sentences: { ...english, ...more } })
