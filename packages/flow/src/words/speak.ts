import { dollars } from '@tailorbird/x-rules/prices'
import { comparison, isOperator } from '../expression/operators.ts'
import { durationText } from './duration-text.ts'
import type { Said } from './said.ts'
import type { Sentences } from './template.ts'

/** How sentences are made: the table of a language, and what is done to its words (nothing, if not given). */
export interface Voice {
  sentences: Sentences
  tone?: (words: string) => string
}

/** The sentence for something said, and what to do about it if the table has that; undefined when no sentence of the
 *  table has this code, as for what another version or an author of nodes has said. */
export function speak(told: Said, voice: Voice): { says: string; hint?: string } | undefined {
  const sentence = Object.hasOwn(voice.sentences, told.code) ? voice.sentences[told.code] : undefined
  if (sentence === undefined) return undefined
  if (typeof sentence === 'string') return { says: fill(sentence, told.values, voice) }
  return { says: fill(sentence.says, told.values, voice), hint: fill(sentence.hint, told.values, voice) }
}

/** Words and places take turns in what `split` gives. */
function fill(template: string, values: Said['values'], voice: Voice): string {
  const { tone = (words: string) => words } = voice
  return template
    .split(/\{([^{}]+)\}/)
    .map((piece, at) => (at % 2 === 0 ? tone(piece) : valueAt(piece, values, voice)))
    .join('')
}

function valueAt(place: string, values: Said['values'], voice: Voice): string {
  const [name = '', way] = place.split(':')
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  switch (way) {
    case 'said':
      return isSaid(value) ? (speak(value, voice)?.says ?? value.code) : ''
    case 'duration':
      return typeof value === 'number' ? durationText(value) : ''
    case 'list':
      return textsIn(value).join(', ')
    case 'quoted':
      return LIST.format(textsIn(value).map((text) => `"${text}"`))
    case 'dollars':
      return typeof value === 'number' ? dollars(value) : ''
    case 'operator':
      return typeof value === 'string' && isOperator(value) ? comparison(value).says : ''
    default:
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
}

const LIST = new Intl.ListFormat('en', { type: 'conjunction' })

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

function isSaid(value: unknown): value is Said {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('values' in value)) return false
  return typeof value.code === 'string' && typeof value.values === 'object' && value.values !== null
}
