import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchTurns } from './match-turns.ts'

const match = (kept: unknown[], items: unknown[]) => {
  const { turns, unclear } = matchTurns(
    kept.map((item, turn) => ({ turn, item })),
    new Map(items.entries()),
  )
  return { turns: kept.map((_, position) => turns.get(position)), unclear }
}

test('a turn goes where its item has gone', () => {
  expect(match(['a', 'b', 'c'], ['c', 'a', 'b']).turns).toEqual([1, 2, 0])
  expect(match(['a', 'b'], ['new', 'a', 'b']).turns).toEqual([1, 2])
  expect(match(['a', 'b', 'c'], ['a', 'c']).turns).toEqual([0, undefined, 1])
})

test('of equal items each has its own turn, and one that stayed where it was stays there', () => {
  expect(match(['x', 'x'], ['x', 'y', 'x']).turns).toEqual([0, 2])
  expect(match(['x', 'x'], ['x']).turns).toEqual([0, undefined])
  const second = matchTurns([{ turn: 1, item: 'x' }], new Map(['x', 'x'].entries()))
  expect(second.turns.get(0)).toBe(1)
})

test('the order of keys makes no difference, and what has an id is known by it when it has changed', () => {
  expect(match([{ a: 1, b: { c: 2, d: 3 } }], ['other', { b: { d: 3, c: 2 }, a: 1 }]).turns).toEqual([1])
  expect(
    match(
      [{ id: '7', likes: 1 }],
      [
        { id: '8', likes: 1 },
        { id: '7', likes: 99 },
      ],
    ).turns,
  ).toEqual([1])
})

test('a text that differs is another one; an object without an id may be the same one, changed', () => {
  expect(match(['typo'], ['text'])).toEqual({ turns: [undefined], unclear: false })
  expect(match([{ name: 'a' }], [{ name: 'b' }])).toEqual({ turns: [undefined], unclear: true })
  expect(match([{ name: 'a' }], ['a']).unclear).toBe(false)
})

test('no turn is given out twice, and no item is left over that had its like', () => {
  const items = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.record({ id: fc.nat(2), n: fc.nat(1) })))
  fc.assert(
    fc.property(items, items, (kept, now) => {
      const given = match(kept, now).turns.filter((turn) => turn !== undefined)
      expect(new Set(given).size).toBe(given.length)
      const key = (item: unknown) => (typeof item === 'object' && item && 'id' in item ? `#${String(item.id)}` : item)
      const count = (list: unknown[], of: unknown) => list.filter((item) => key(item) === of).length
      let most = 0
      for (const of of new Set(kept.map(key))) most += Math.min(count(kept, of), count(now, of))
      expect(given.length).toBe(most)
    }),
  )
})
