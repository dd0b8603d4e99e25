import { wrongSentences } from '../../../test/support/wrong-sentences.ts'
import { english } from '@tailorbird/flow/words/en'
import { expect, test } from 'vitest'
import { words as data } from './data/words.ts'
import { words as logic } from './logic/words.ts'
import { words as start } from './start/words.ts'
import { words } from './words.ts'
import { words as x } from './x/words.ts'

test('every sentence of the nodes is said somewhere, and every place in one can be filled', () => {
  expect(wrongSentences(words, 'packages/nodes/src')).toEqual([])
})

test('no two tables have the same code', () => {
  const codes = [english, data, logic, start, x].flatMap((table) => Object.keys(table))
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([])
})
