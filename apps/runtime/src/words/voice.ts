import { english } from '@tailorbird/flow/words/en'
import type { Voice } from '@tailorbird/flow/words/speak'
import { words as nodes } from '@tailorbird/nodes/words'
import { failures } from './en/failures.ts'

/** How the runtime makes sentences. */
export const voice: Voice = { sentences: { ...english, ...nodes, ...failures } }
