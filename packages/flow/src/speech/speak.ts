import { dollars } from '@tailorbird/x-rules/prices'
import { comparison, isOperator } from '../expression/operators.ts'
import { durationText } from '../words/duration-text.ts'
import type { Said } from '../words/said.ts'
import type { Sentences } from '../words/template.ts'

/** How sentences are made: the table of a language, and what is done to its words (nothing, if not given). */
export interface Voice {
  sentences: Sentences
  tone?: (words: string) => string
}

/** The sentence for something said, and what to do about it if the table has that; undefined when no sentence of the
 *  table has this code, as for what another version or an author of nodes has said. */
export function speak(told: Said, voice: Voice): { says: string; hint?: string } | undefined {
  const sentence = sentenceFor(told.code, voice.sentences)
  if (sentence === undefined) return undefined
  if (typeof sentence === 'string') return { says: fill(sentence, told.values, voice) }
  const hint = fill(sentence.hint, told.values, voice)
  return { says: fill(sentence.says, told.values, voice), ...(hint !== '' && { hint }) }
}

/** Codes of a family (`http.404`) share the sentence `http.*`. */
function sentenceFor(code: string, sentences: Sentences) {
  const family = `${code.slice(0, code.lastIndexOf('.'))}.*`
  return [code, family].filter((each) => Object.hasOwn(sentences, each)).map((each) => sentences[each])[0]
}

/** The sentence and what to do about it, in one text; the code where no table has it. */
export function inFull(told: Said, voice: Voice): string {
  const { says, hint } = speak(told, voice) ?? { says: told.code }
  return hint === undefined ? says : `${says} ${hint}`
}

/** Words and places take turns in what `split` gives. */
function fill(template: string, values: Said['values'], voice: Voice): string {
  return template
    .split(/\{([^{}]+)\}/)
    .map((piece, at) => (at % 2 === 0 ? inTone(piece, voice) : valueAt(piece, values, voice)))
    .join('')
    .trim()
}

const inTone = (words: string, { tone }: Voice) => (tone ? tone(words) : words)

function valueAt(place: string, values: Said['values'], voice: Voice): string {
  const [name = '', way] = place.split(':')
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  switch (way) {
    case 'said':
    case 'maybe':
      return isSaid(value) ? (speak(value, voice)?.says ?? value.code) : ''
    case 'advice':
      return isSaid(value) ? inFull(value, voice) : ''
    case 'all':
      return listIn(value)
        .map((each) => valueAt('each:said', { each }, voice))
        .join(' ')
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
    case undefined:
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    default:
      return way.startsWith('plural ') && typeof value === 'number' ? inTone(wordFor(value, way), voice) : ''
  }
}

function wordFor(count: number, way: string): string {
  const words = new Map(way.split(' ').map((form) => form.split('=') as [string, string]))
  return words.get(PLURALS.select(count)) ?? words.get('other') ?? ''
}
const PLURALS = new Intl.PluralRules('en')

const LIST = new Intl.ListFormat('en', { type: 'conjunction' })

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const textsIn = (value: unknown): string[] => listIn(value).map(String)

function isSaid(value: unknown): value is Said {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('values' in value)) return false
  return typeof value.code === 'string' && typeof value.values === 'object' && value.values !== null
}
