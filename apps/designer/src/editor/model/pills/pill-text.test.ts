import type { Binding } from '@tailorbird/flow/expression/binding'
import { expect, test } from 'vitest'
import { bindingOf, characterOf, pillAt, textOf } from './pill-text.ts'

const title = { node: 'start', path: ['record', 'title'] }
const body = { node: 'start', path: ['record', 'body'] }

test.each<[string, Binding]>([
  ['text around pills', { parts: ['News: ', { pill: title }, ' and ', { pill: body }] }],
  ['two pills side by side', { parts: [{ pill: title }, { pill: title }] }],
  ['a pill alone', { parts: [{ pill: title }] }],
  ['text that looks like code', { fixed: '{{title}} ${body} "quoted" =1+1 \\n' }],
  ['emoji and flags', { parts: ['👩‍👩‍👧 🇦🇹 ', { pill: title }] }],
  ['characters of the private plane', { fixed: 'odd \u{100000}\u{10FFFD} text' }],
])('%s survives the way through the text editor', (_what, binding) => {
  expect(bindingOf(textOf(binding))).toEqual(binding)
})

test('a pill is one character, and the same one everywhere', () => {
  const character = characterOf(title)
  expect(Array.from(character)).toHaveLength(1)
  expect(characterOf({ ...title })).toBe(character)
  expect(pillAt(character)).toEqual(title)
})

test('a character of the private plane that somebody pasted is not taken for a pill', () => {
  const text = textOf({ fixed: characterOf(title) })
  expect(bindingOf(text)).toEqual({ fixed: characterOf(title) })
})

test('no text is an empty field', () => {
  expect(bindingOf('')).toBeUndefined()
  expect(textOf(undefined)).toBe('')
})
