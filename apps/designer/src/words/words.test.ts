import { wrongSentences } from '../../../../test/support/wrong-sentences.ts'
import { pseudo } from '@tailorbird/flow/speech/pseudo'
import { expect, test } from 'vitest'
import { first } from './en/first.ts'
import { pages } from './en/pages.ts'

test('every sentence of the designer is said somewhere, and every place in one can be filled', () => {
  expect(wrongSentences({ ...first, ...pages }, 'apps/designer/src')).toEqual([])
})

test('the pseudo-language has an accent on each letter and is a third longer', () => {
  expect(pseudo('Try again.')).toBe('Ţřý áğáíñ.~~~'.replace('Ţ', 'Ť').replace('ř', 'ŕ'))
  expect(pseudo('a ')).toBe('á~ ')
  expect(pseudo(': ')).toBe(': ')
})
