import type { Said } from '@tailorbird/flow/words/said'
import { inFull, speak } from '@tailorbird/flow/speech/speak'
import { voice } from './voice.ts'

/** The sentence for what is said by code and values; the code itself when there is none. */
export const sentence = (told: Said): string => speak(told, voice)?.says ?? told.code

/** The sentence, and what to do about it. */
export const advice = (told: Said): string => inFull(told, voice)
