import type { Binding, Part } from '@tailorbird/flow/expression/binding'
import type { Pill } from '@tailorbird/flow/expression/pill'

/** A text editor knows only characters, so each pill is written as one character of Unicode's last private plane and
 *  looked up here. Such a character that stands in the text already is entered as itself and survives like any other. */
const FIRST = 0x100000
const LAST = 0x10fffd

const entries: (Pill | string)[] = []
const numbers = new Map<string, number>()

const PRIVATE = /[\u{100000}-\u{10FFFD}]/u

export function characterOf(entry: Pill | string): string {
  const key = JSON.stringify(entry)
  const known = numbers.get(key)
  const number = known ?? entries.push(entry) - 1
  if (known === undefined) numbers.set(key, number)
  if (FIRST + number > LAST) throw new Error('No more than 65,534 different data pills can be edited in one sitting.')
  return String.fromCodePoint(FIRST + number)
}

/** The pill a character stands for, if it stands for one. */
export function pillAt(character: string): Pill | undefined {
  const code = character.codePointAt(0) ?? 0
  const entry = code >= FIRST ? entries[code - FIRST] : undefined
  return typeof entry === 'object' ? entry : undefined
}

/** A binding as the text that an editor works with. */
export function textOf(binding: Binding | undefined): string {
  if (!binding) return ''
  if ('pill' in binding) return characterOf(binding.pill)
  const parts: readonly Part[] = 'parts' in binding ? binding.parts : [plain(binding.fixed)]
  return parts.map((part) => (typeof part === 'string' ? literal(part) : characterOf(part.pill))).join('')
}

const plain = (value: unknown) => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value))
const literal = (text: string) => text.replace(new RegExp(PRIVATE, 'gu'), (character) => characterOf(character))

/** Back again: a text without pills is a fixed text, whatever it looks like; no text at all is an empty field. */
export function bindingOf(text: string): Binding | undefined {
  if (text === '') return undefined
  const parts: Part[] = []
  for (const character of text) {
    const entry = entryOf(character)
    if (typeof entry === 'object') parts.push({ pill: entry })
    else appendText(parts, entry)
  }
  const [only] = parts
  return parts.length === 1 && typeof only === 'string' ? { fixed: only } : { parts }
}

function entryOf(character: string): Pill | string {
  return PRIVATE.test(character) ? (entries[(character.codePointAt(0) ?? 0) - FIRST] ?? character) : character
}

function appendText(parts: Part[], text: string) {
  const last = parts.at(-1)
  if (typeof last === 'string') parts[parts.length - 1] = last + text
  else parts.push(text)
}
