import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { dedupe } from './dedupe.ts'
import { keyText } from './key-text.ts'

test('what is new goes one way, what was here before the other', async () => {
  const seen = new Set<string>()
  const asked: number[] = []
  const isNew = async (key: string, seconds: number) => {
    asked.push(seconds)
    const fresh = !seen.has(key)
    seen.add(key)
    return fresh
  }
  const choose = (key: unknown, days?: number) =>
    dedupe.choose(nodeContext({ params: { key, days }, services: { seenKeys: { isNew } } }))
  expect([await choose('a'), await choose('a', 2), await choose(7), await choose('7')]).toEqual([
    'new',
    'seen',
    'new',
    'seen',
  ])
  expect(asked.slice(0, 2)).toEqual([30 * 86_400, 2 * 86_400])
})

test('the order of the parts makes no other key', () => {
  expect(keyText({ a: 1, b: { d: 2, c: 3 } })).toBe(keyText({ b: { c: 3, d: 2 }, a: 1 }))
  expect(keyText({ a: 1 })).not.toBe(keyText({ a: 2 }))
})

test('long keys are shortened and stay apart', () => {
  const long = 'x'.repeat(5000)
  expect(keyText(long)).toHaveLength(64)
  expect(keyText(long)).not.toBe(keyText(`${long}y`))
})
