import { english } from '@tailorbird/flow/words/en'
import { pseudo } from '@tailorbird/flow/speech/pseudo'
import type { Voice } from '@tailorbird/flow/speech/speak'
import { words as nodes } from '@tailorbird/nodes/words'
import { failures } from './en/failures.ts'
import { refusals } from './en/refusals.ts'
import { titles } from './en/titles.ts'

/** How the runtime makes sentences. The pseudo-language is for tests alone, so it is no setting of `config`. */
export const voice: Voice = {
  ...(process.env['TAILORBIRD_WORDS'] === 'pseudo' && { tone: pseudo }),
  sentences: { ...english, ...nodes, ...failures, ...refusals, ...titles },
}
