import { expect, test } from 'vitest'
import { keyFromLabel } from './key-from-label.ts'

test('makes a key that records and pills can name', () => {
  expect(keyFromLabel('Title', [])).toBe('title')
  expect(keyFromLabel('Näher am Text!', [])).toBe('naher_am_text')
  expect(keyFromLabel('2nd link', [])).toBe('nd_link')
})

test('never takes a key that is taken or that every record has', () => {
  expect(keyFromLabel('Title', ['title', 'title_2'])).toBe('title_3')
  expect(keyFromLabel('Id', [])).toBe('id_2')
})

test('finds a key for labels without any latin letter', () => {
  expect(keyFromLabel('标题', [])).toBe('field')
  expect(keyFromLabel('写真', ['field'])).toBe('field_2')
})

test('stays within the allowed length', () => {
  expect(keyFromLabel('x'.repeat(80), []).length).toBeLessThanOrEqual(40)
})
