import { wrongSentences } from '../../../../test/support/wrong-sentences.ts'
import { english } from '@tailorbird/flow/words/en'
import { words as nodes } from '@tailorbird/nodes/words'
import { expect, test } from 'vitest'
import { failures } from './en/failures.ts'
import { refusals } from './en/refusals.ts'
import { titles } from './en/titles.ts'
import { failureInWords } from './failure-in-words.ts'
import { kept, saidIn } from './kept.ts'
import { said } from './said.ts'
import { advice, sentence } from './sentence.ts'

test('every sentence of the runtime is said somewhere, and no other table has its code', () => {
  const ours = { ...failures, ...refusals, ...titles }
  expect(wrongSentences(ours, 'apps/runtime/src')).toEqual([])
  const codes = [english, nodes, failures, refusals, titles].flatMap((table) => Object.keys(table))
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([])
})

test('what is kept in a column of text is said as it was meant, and a sentence of version 0.1 as it was written', () => {
  const trouble = said('connection.gone')
  expect(advice(saidIn(kept(trouble)))).toBe(
    'The connection has been deleted. Bind the alias to another connection under Connections.',
  )
  expect(sentence(saidIn('X no longer accepts the connection @ada.'))).toBe('X no longer accepts the connection @ada.')
  expect(sentence(saidIn('{"code":1}'))).toBe('{"code":1}')
  expect(sentence(saidIn('{ not JSON'))).toBe('{ not JSON')
})

test('failures that version 0.1 kept say what they said then', () => {
  const failure = { code: 'x.duplicate', message: 'X refuses this post.', hint: 'Change the text.', field: 'text' }
  expect(failureInWords(failure)).toEqual({ ...failure, values: {} })
  expect(failureInWords({ ...failure, turns: [{ turn: 3, failed: 1, begun: 5 }] }).message).toBe(
    'Turn 3 failed: X refuses this post.',
  )
})

test('a failure of today is told with what to do, and a family of codes shares its sentence', () => {
  expect(
    failureInWords({ code: 'http.404', values: { answer: { code: 'http.answer', values: { status: 404 } } } }),
  ).toEqual(expect.objectContaining({ code: 'http.404', message: 'The other side answered with status 404.' }))
  expect(failureInWords({ code: 'x.locked', values: {} })).toMatchObject({
    message: 'X has locked this account for now.',
    hint: expect.stringContaining('Sign in at X'),
  })
  expect(failureInWords({ code: 'elsewhere.unknown', values: {} }).message).toBe('elsewhere.unknown')
})
