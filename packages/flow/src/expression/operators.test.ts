import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Condition, holds } from './condition.ts'
import { OPERATORS, type Operator, comparison, isOperator } from './operators.ts'
import { MissingValue } from './value-of.ts'

const says = (left: unknown, operator: Operator, right?: unknown) => comparison(operator).test(left, right)

test('is one of a list, or of a text with commas or lines', () => {
  expect(says('Sport', 'isOneOf', ['news', 'sport'])).toBe(true)
  expect(says('Sport', 'isOneOf', 'news, sport')).toBe(true)
  expect(says('Sport', 'isOneOf', 'news\nweather')).toBe(false)
  expect(says('Sport', 'isNotOneOf', 'news\nweather')).toBe(true)
  expect(says('', 'isOneOf', '')).toBe(false)
})

test('is between two numbers or two dates, both included', () => {
  expect([9, 10, 15, 20, 21].map((left) => says(left, 'isBetween', '10 and 20'))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ])
  expect(says('2026-02-10', 'isBetween', ['2026-01-01', '2026-03-01'])).toBe(true)
  expect(says(5, 'isBetween', '1')).toBe(false)
  expect(says(5, 'isBetween', undefined)).toBe(false)
})

test('is before or after a date, and never for what is no date', () => {
  expect(says('2026-01-02T00:00:00Z', 'isAfter', '2026-01-01')).toBe(true)
  expect(says('2026-01-01', 'isBefore', '2026-01-02')).toBe(true)
  expect([says('', 'isBefore', '2026-01-02'), says(5, 'isAfter', 4)]).toEqual([false, false])
})

test('contains any of several', () => {
  expect(says('New release of Tailorbird', 'containsAny', 'launch, release')).toBe(true)
  expect(says(['a', 'b'], 'containsAny', ['c', 'b'])).toBe(true)
  expect(says('nothing', 'containsAny', '')).toBe(false)
})

test('a change compares with the record as it was', () => {
  const rule = (operator: Operator, right?: string): Condition => ({
    match: 'all',
    rules: [
      { left: { pill: { node: 't', path: ['record', 'state'] } }, operator, ...(right && { right: { fixed: right } }) },
    ],
  })
  const scope = (previous: object, state: string) => ({ t: { record: { id: 'r', state }, previous } })
  const changed = scope({ state: 'draft' }, 'ready')
  expect(holds(rule('changes'), changed)).toBe(true)
  expect(holds(rule('changes'), scope({ state: 'ready' }, 'ready'))).toBe(false)
  expect([holds(rule('changesFrom', 'draft'), changed), holds(rule('changesFrom', 'ready'), changed)]).toEqual([
    true,
    false,
  ])
  expect([holds(rule('changesTo', 'ready'), changed), holds(rule('changesTo', 'draft'), changed)]).toEqual([
    true,
    false,
  ])
  expect(holds(rule('changes'), scope({}, 'ready'))).toBe(true)
  expect(() => holds(rule('changes'), { t: { record: { id: 'r', state: 'ready' } } })).toThrow(MissingValue)
})

test('no comparison throws, whatever it is given', () => {
  const anything = fc.anything({ withBigInt: false, withMap: false, withSet: false, withNullPrototype: false })
  const value = fc.oneof(fc.jsonValue(), anything.filter(isJson))
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(OPERATORS).filter(isOperator)),
      value,
      value,
      value,
      (operator, ...v) => {
        const [left, right, before] = v
        expect(typeof comparison(operator).test(left, right, before)).toBe('boolean')
      },
    ),
    { numRuns: 2000 },
  )
})

test('a condition only ever throws that a value is missing', () => {
  const binding = fc.oneof(
    fc.record({ fixed: fc.jsonValue() }),
    fc.record({
      pill: fc.record({
        node: fc.constantFrom('n', 'gone', '__proto__'),
        path: fc.array(fc.constantFrom('record', 'a', 0, 'constructor', '__proto__'), { maxLength: 3 }),
      }),
    }),
  )
  const rule = fc.record({
    left: binding,
    operator: fc.constantFrom(...Object.keys(OPERATORS).filter(isOperator)),
    right: binding,
  })
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), fc.constantFrom('all', 'any'), fc.jsonValue(), (rules, match, a) => {
      try {
        const condition: Condition = JSON.parse(JSON.stringify({ match, rules }))
        expect(typeof holds(condition, { n: { record: { a }, previous: { a: 1 }, a } })).toBe('boolean')
      } catch (error) {
        expect(error).toBeInstanceOf(MissingValue)
      }
    }),
    { numRuns: 2000 },
  )
})

function isJson(value: unknown) {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    return false
  }
}
