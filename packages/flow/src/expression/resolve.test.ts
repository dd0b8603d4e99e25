import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Binding } from './binding.ts'
import { type Condition, holds } from './condition.ts'
import { MissingValue } from './value-of.ts'
import { resolve } from './resolve.ts'

const scope = { n: { title: 'Hello', count: 3, tags: ['a', 'b'], nothing: null, open: true, 'odd key': 1 } }
const pill = (...path: (string | number)[]) => ({ pill: { node: 'n', path } })

test('a pill alone keeps its type; in a text it is written out', () => {
  expect(resolve(pill('count'), scope)).toBe(3)
  expect(resolve({ parts: ['We have ', pill('count'), ': ', pill('tags'), ' ', pill('open')] }, scope)).toBe(
    'We have 3: a, b Yes',
  )
  expect(resolve({ parts: [pill('nothing'), '!'] }, scope)).toBe('!')
  expect(resolve(pill('odd key'), scope)).toBe(1)
})

test('a missing path is an error that names it, never an empty text', () => {
  expect(() => resolve(pill('titel'), scope)).toThrow(MissingValue)
  expect(() => resolve({ parts: ['x', pill('tags', 7)] }, scope)).toThrow('"tags.7"')
  expect(() => resolve({ pill: { node: 'elsewhere', path: [] } }, scope)).toThrow('has not run')
})

test('what every object inherits is not a value', () => {
  for (const key of ['constructor', '__proto__', 'toString'])
    expect(() => resolve(pill(key), scope)).toThrow(MissingValue)
})

test('any text is inert, fixed or in parts or coming out of a pill', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('{{n.title}}', '${process.exit()}', '=1+1', '"\'`', '$title', '<%= x %>'),
      ),
      (text) => {
        expect(resolve(Binding.parse({ fixed: text }), scope)).toBe(text)
        expect(resolve(Binding.parse({ parts: [text, ' ', text] }), scope)).toBe(`${text} ${text}`)
        expect(resolve({ parts: ['>', { pill: { node: 'm', path: ['text'] } }] }, { m: { text } })).toBe(`>${text}`)
      },
    ),
  )
})

test('blank is not No', () => {
  const condition: Condition = {
    match: 'all',
    rules: [{ left: pill('publish'), operator: 'isNot', right: { fixed: 'No' } }],
  }
  const publish = (value: unknown) => holds(condition, { n: { publish: value } })
  expect([publish('Yes'), publish(null), publish('No'), publish('no')]).toEqual([true, true, false, false])
})

test('groups of rules hold when all or any of them do', () => {
  const is = (path: string, right: string | number) => ({
    left: pill(path),
    operator: 'is' as const,
    right: { fixed: right },
  })
  expect(
    holds(
      { match: 'any', rules: [is('title', 'x'), { match: 'all', rules: [is('count', '3'), is('title', 'hello')] }] },
      scope,
    ),
  ).toBe(true)
  expect(holds({ match: 'all', rules: [] }, scope)).toBe(true)
})

test('long ids are compared letter by letter, not as numbers', () => {
  const same = (left: string, right: string) =>
    holds({ match: 'all', rules: [{ left: { fixed: left }, operator: 'is', right: { fixed: right } }] }, {})
  expect(same('1234567890123456781', '1234567890123456782')).toBe(false)
  expect(same('7', '7.0')).toBe(true)
})
