import { expect, test } from 'vitest'
import { between, circlesIn } from './circles.ts'

const arrows = (...all: [string, string][]) => {
  const map = new Map<string, Set<string>>()
  for (const [from, to] of all) {
    map.set(from, (map.get(from) ?? new Set()).add(to))
    if (!map.has(to)) map.set(to, new Set())
  }
  return map
}

test('finds every circle, and none in what only comes together again', () => {
  expect(circlesIn(arrows(['a', 'b'], ['b', 'd'], ['a', 'c'], ['c', 'd']))).toEqual([])
  expect(circlesIn(arrows(['a', 'b'], ['b', 'c'], ['c', 'a'], ['c', 'd'], ['d', 'e'], ['e', 'd']))).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ])
})

test('a circle of folders need not be one of files', () => {
  const files = arrows(['x/1', 'y/1'], ['y/2', 'x/2'], ['x/1', 'x/2'])
  expect(circlesIn(files)).toEqual([])
  expect(circlesIn(between(files, (name) => name.slice(0, 1)))).toEqual([['x', 'y']])
})
