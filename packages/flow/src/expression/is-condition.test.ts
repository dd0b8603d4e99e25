import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Condition } from './condition.ts'
import { isCondition } from './is-condition.ts'

const pill = fc.record({ node: fc.constantFrom('n', ''), path: fc.array(fc.constantFrom('a', 0, -1, 1.5, true)) })
const binding = fc.oneof(
  fc.record({ fixed: fc.jsonValue({ maxDepth: 1 }) }),
  fc.record({ pill: fc.oneof(pill, fc.jsonValue({ maxDepth: 1 })) }),
  fc.record({ parts: fc.array(fc.oneof(fc.string(), fc.record({ pill }), fc.constant(7)), { maxLength: 3 }) }),
  fc.record({ fixed: fc.constant(1), pill }, { requiredKeys: [] }),
)
const { condition } = fc.letrec((tie) => ({
  rule: fc.record(
    { left: binding, operator: fc.constantFrom('is', 'isEmpty', 'isLike'), right: binding, other: fc.constant(1) },
    { requiredKeys: ['left', 'operator'] },
  ),
  condition: fc.record({
    match: fc.constantFrom('all', 'any', 'all', 'none'),
    rules: fc.array(fc.oneof({ maxDepth: 2 }, tie('rule'), tie('condition'), fc.jsonValue({ maxDepth: 1 })), {
      maxLength: 3,
    }),
  }),
}))

test('says of whatever came as JSON what the schema says', () => {
  fc.assert(
    fc.property(fc.oneof(condition, fc.jsonValue()), (value) => {
      const sent: unknown = JSON.parse(JSON.stringify(value))
      expect(isCondition(sent)).toBe(Condition.safeParse(sent).success)
    }),
    { numRuns: 2000 },
  )
})
