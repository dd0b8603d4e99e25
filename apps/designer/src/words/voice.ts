import { pseudo } from '@tailorbird/flow/speech/pseudo'
import { type Voice, speak } from '@tailorbird/flow/speech/speak'
import type { Sentences } from '@tailorbird/flow/words/template'
import { first } from './en/first.ts'
import { pages } from './en/pages.ts'
import { speakBy } from './sentence.ts'

let sentences: Sentences = { ...first, ...pages }

/** The pseudo-language of the tests is asked for in this browser's storage. */
const tone: Pick<Voice, 'tone'> = localStorage.getItem('tailorbird-words') === 'pseudo' ? { tone: pseudo } : {}

speakBy((told) => speak(told, { sentences, ...tone })?.says)

/** Takes in another table. */
export function learn(more: Sentences): void {
  sentences = { ...more, ...sentences }
}
