import { english } from '../words/en.ts'
import type { Said } from '../words/said.ts'
import { speak } from '../words/speak.ts'

/** The English sentence, where a test is about the sentence. */
export const inEnglish = (told: Said | undefined): string | undefined =>
  told && speak(told, { sentences: english })?.says
