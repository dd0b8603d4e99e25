import { expect, test } from 'vitest'
import { wrongSentences } from '../../../../test/support/wrong-sentences.ts'
import { inEnglish } from '../testing/in-english.ts'
import { english } from '../words/en.ts'
import { type Said, said } from '../words/said.ts'
import { speak } from './speak.ts'

test('values stand in their sentence, each in its way', () => {
  expect(inEnglish(said('field.too-long', { label: 'Title', length: 90, max: 80 }))).toBe(
    '"Title" has 90 characters; at most 80 are allowed.',
  )
  expect(inEnglish(said('fields.empty', { labels: ['Text', 'Media'] }))).toBe(
    '"Text" and "Media" are empty; fill at least one.',
  )
  expect(inEnglish(said('field.too-short-time', { label: 'Wait', min: 7200 }))).toBe('"Wait" must be at least 2 hours.')
  expect(inEnglish(said('post.link', { link: 'a.b', withLink: 0.2, without: 0.015 }))).toContain(
    '$0.20 instead of $0.015',
  )
  const wrong = said('decisions.no-value', { operator: 'isAtLeast' })
  expect(inEnglish(said('decisions.in-row', { row: 2, wrong }))).toBe(
    'Row 2: "is at least" compares with nothing. Give it a value, or choose "anything".',
  )
})

test('a value is never read as a sentence, and what is not there leaves its place empty', () => {
  expect(inEnglish(said('field.empty', { label: '{wrong:said}' }))).toBe('"{wrong:said}" is empty.')
  expect(inEnglish({ code: 'field.empty', values: {} })).toBe('"" is empty.')
  expect(inEnglish({ code: 'param.wrong', values: { wrong: 'text' } })).toBe('')
})

test('a code that no sentence has is left to who told it', () => {
  expect(speak({ code: 'toString', values: {} }, { sentences: english })).toBeUndefined()
  expect(inEnglish(said('param.wrong', { wrong: { code: 'other.code', values: {} } }))).toBe('other.code')
})

test('a missing value, a wrong one or one that the sentence does not have does not compile', () => {
  // @ts-expect-error: no values
  said('field.empty')
  // @ts-expect-error: one is missing
  said('field.too-long', { label: 'Title', length: 3 })
  // @ts-expect-error: seconds are a number
  said('field.too-short-time', { label: 'Wait', min: '2 hours' })
  // @ts-expect-error: nothing stands in this sentence
  said('graph.cycle', { node: 'a' })
  // @ts-expect-error: there is no such sentence
  expect(inEnglish(said('graph.square'))).toBeUndefined()
})

test('every sentence is said somewhere, and every place in one can be filled', () => {
  expect(
    wrongSentences(english, 'packages/flow/src', 'packages/contract/src', 'packages/engine/src', 'apps/runtime/src'),
  ).toEqual([])
})

test('a word that goes with a number fits it, and what may be missing leaves no gap', () => {
  const sentences = { turns: '{count} {count:plural one=turn other=turns}.', paused: 'Paused. {why:maybe}' }
  const speaks = (code: string, values: Said['values']) => speak({ code, values }, { sentences })?.says
  expect([speaks('turns', { count: 1 }), speaks('turns', { count: 2 })]).toEqual(['1 turn.', '2 turns.'])
  expect(speaks('paused', { why: undefined })).toBe('Paused.')
})
