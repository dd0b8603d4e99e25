import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  innermostTurn,
  isUnmatched,
  joinPaths,
  parsePath,
  parseStepKey,
  printPath,
  stepKey,
  turnAround,
  turnPath,
  unmatchedTurnPath,
} from './step-ref.ts'

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/)
const turn = fc.record({ loopId: id, number: fc.nat(10_000), unmatched: fc.boolean() })
const turns = fc.array(turn, { maxLength: 4 })

test('a path that was printed is read as the same turns', () => {
  fc.assert(
    fc.property(turns, (all) => {
      expect(parsePath(printPath(all))).toEqual(all)
    }),
  )
})

test('a key that was made of a step leads back to it, and no two steps share one', () => {
  const ref = fc.record({ path: turns.map(printPath), nodeId: id })
  fc.assert(
    fc.property(ref, ref, (a, b) => {
      expect(parseStepKey(stepKey(a))).toEqual(a)
      expect(stepKey(a) === stepKey(b)).toBe(a.path === b.path && a.nodeId === b.nodeId)
    }),
  )
})

test('a path is split at any of its turns and joined again', () => {
  fc.assert(
    fc.property(turns, turn, turns, (before, at, after) => {
      const outer = printPath(before)
      const path = printPath([...before, at, ...after])
      expect(turnAround(path, { outer, loopId: at.loopId })).toEqual({ turn: at, inner: printPath(after) })
      expect(joinPaths(printPath([...before, at]), printPath(after))).toBe(path)
      expect(innermostTurn(printPath([...before, at]))).toEqual({ outer, turn: at })
      const print = at.unmatched ? unmatchedTurnPath : turnPath
      expect(print(outer, at.loopId, at.number)).toBe(printPath([...before, at]))
      expect(isUnmatched(path)).toBe([...before, at, ...after].some(({ unmatched }) => unmatched))
    }),
  )
})

test('a loop whose name begins with that of another is not mistaken for it', () => {
  expect(turnAround('each12:0', { outer: '', loopId: 'each1' })).toBeUndefined()
  expect(turnAround('a:1/each1:0', { outer: '', loopId: 'each1' })).toBeUndefined()
  expect(turnAround('a:1', { outer: 'a:1', loopId: 'b' })).toBeUndefined()
  expect(innermostTurn('')).toBeUndefined()
})

test.each(['each1', 'each1:', 'each1:x', 'each1:-1', ':3', 'each1:3/', '/each1:3', 'each1:3~', 'a b:1'])(
  '"%s" is not a path',
  (text) => expect(() => parsePath(text)).toThrow('is not a turn of a loop'),
)

test('what is not the key of a step is refused', () => {
  expect(() => parseStepKey('post')).toThrow('is not the key of a step')
})
