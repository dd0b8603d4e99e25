import { english } from '@tailorbird/flow/words/en'
import type { Said } from '@tailorbird/flow/words/said'
import { speak } from '@tailorbird/flow/words/speak'

/** The sentence for what is said by code and values; the code itself when there is none. */
export const sentence = (told: Said): string => speak(told, { sentences: english })?.says ?? told.code
