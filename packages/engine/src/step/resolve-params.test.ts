import type { Binding } from '@tailorbird/flow/expression/binding'
import { type Fields, field } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveInside, resolveParams } from './resolve-params.ts'
import { says } from '@tailorbird/flow/testing/says'

const node = (params: Record<string, Binding>): GraphNode => ({
  ...{ id: 'n', type: 't', label: 'N', position: { x: 0, y: 0 } },
  params,
})
const pill = (id: string, ...path: string[]): Binding => ({ pill: { node: id, path } })
const set = (way: string, key: string, value: Binding, kind = 'any') => ({ key, kind, way, value })
const fixed = (value: unknown): Binding => ({ fixed: JSON.parse(JSON.stringify(value)) })
const resolved = (params: Fields, bindings: Record<string, Binding>, scope = {}) =>
  resolveParams(node(bindings), { params }, scope)

test('assignments become an object, each value in the kind it was given', () => {
  const values = field.assignments({ label: 'Values' })
  const scope = { a: { count: '7', open: 'Yes', list: [1, 2] } }
  const list = [
    { key: 'count', kind: 'number', value: pill('a', 'count') },
    { key: 'open', kind: 'yesNo', value: pill('a', 'open') },
    { key: 'text', kind: 'text', value: { parts: ['n: ', pill('a', 'count')] } },
    { key: 'blank', kind: 'number', value: { fixed: '' } },
    { key: 'list', kind: 'any', value: pill('a', 'list') },
  ]
  expect(resolved({ values }, { values: fixed(list) }, scope)).toEqual({
    values: { count: 7, open: true, text: 'n: 7', blank: null, list: [1, 2] },
  })
})

test('a value that does not read as its kind is refused by its name', () => {
  const values = field.assignments({ label: 'Values' })
  const one = (kind: string) => fixed([{ key: 'size', kind, value: { fixed: 'big' } }])
  expect(says(() => resolved({ values }, { values: one('number') }))).toContain('"size" in "Values" must be a number.')
  expect(says(() => resolved({ values }, { values: one('yesNo') }))).toContain('must be yes or no')
  expect(says(() => resolved({ values }, { values: one('moment') }))).toContain('must be a date and time')
})

test('variables end in their final values, beginning from what they hold', () => {
  const variables = field.assignments({ label: 'Variables', ways: true })
  const list = [
    set('add', 'count', { fixed: 2 }, 'number'),
    set('add', 'count', { fixed: 1 }, 'number'),
    set('append', 'names', pill('a', 'name')),
    set('append', 'fresh', { fixed: 'x' }),
    set('set', 'last', pill('vars', 'count')),
  ]
  const scope = { a: { name: 'Ada' }, vars: { count: 10, names: ['Bob'] } }
  expect(resolved({ variables }, { variables: fixed(list) }, scope)).toEqual({
    variables: { count: 13, names: ['Bob', 'Ada'], fresh: ['x'], last: 10 },
  })
  expect(scope.vars).toEqual({ count: 10, names: ['Bob'] })
})

test('adding to what is no number is refused', () => {
  const variables = field.assignments({ label: 'Variables', ways: true })
  const list = fixed([set('add', 'count', { fixed: 2 }, 'number')])
  expect(says(() => resolved({ variables }, { variables: list }, { vars: { count: ['a'] } }))).toContain(
    'must be a number',
  )
})

test('what a loop looks up in each turn is left out on arrival, and looked up alone inside', () => {
  const params = {
    items: field.list({ label: 'Items', of: field.any({ label: 'Item' }) }),
    until: field.condition({ label: 'Until', inside: true }),
    collect: field.any({ label: 'Collect', optional: true, inside: true }),
  }
  const until = { match: 'all', rules: [{ left: pill('body', 'id'), operator: 'isEmpty' }] }
  const loop = node({ items: pill('a', 'items'), until: fixed(until), collect: pill('body', 'id') })
  expect(resolveParams(loop, { params }, { a: { items: [1] } })).toEqual({ items: [1] })
  expect(resolveInside(loop, { params }, { body: { id: '7' } })).toEqual({ until, collect: '7' })
  expect(resolveInside(loop, { params }, {})).toEqual({ until })
  expect(says(() => resolveInside(loop, { params }, { body: {} }))).toContain('which has no value here')
})

test('what a sibling hides is not asked for', () => {
  const params = {
    mode: field.choice({ label: 'Mode', options: { a: 'A', b: 'B' } }),
    size: field.number({ label: 'Size', shownWhen: { mode: ['b'] } }),
  }
  expect(resolved(params, { mode: { fixed: 'a' }, size: pill('gone', 'x') })).toEqual({ mode: 'a' })
  expect(says(() => resolved(params, { mode: { fixed: 'b' } }))).toContain('"Size" is empty.')
})

test('cases stay data: the branch judges them', () => {
  const params = { cases: field.cases({ label: 'Cases' }) }
  const condition = { match: 'all', rules: [{ left: pill('gone', 'x'), operator: 'isEmpty' }] }
  const cases = [{ port: 'a', label: 'A', condition }]
  expect(resolved(params, { cases: fixed(cases) })).toEqual({ cases })
})

test('no text is ever evaluated: it comes out as it went in', () => {
  const params = {
    text: field.text({ label: 'Text', optional: true }),
    any: field.any({ label: 'Any', optional: true }),
    values: field.assignments({ label: 'Values' }),
  }
  const spice = fc.constantFrom('{{a.b}}', '${1+1}', '=1+1', '`', '"', "'", '\\', '__proto__', '</script>', '$&', '\0')
  const hostile = fc
    .array(fc.oneof(spice, fc.string({ unit: 'grapheme' })), { minLength: 1 })
    .map((all) => all.join(''))
  fc.assert(
    fc.property(hostile, (text) => {
      const scope = { a: { text } }
      const list = [
        { key: 'fixed', kind: 'text', value: { fixed: text } },
        { key: 'pill', kind: 'any', value: pill('a', 'text') },
        { key: 'parts', kind: 'text', value: { parts: [text, pill('a', 'text')] } },
        { key: 'constructor', kind: 'text', value: { fixed: text } },
      ]
      const found = resolved(params, { text: { fixed: text }, any: pill('a', 'text'), values: fixed(list) }, scope)
      const values = { fixed: text, pill: text, parts: text + text, constructor: text }
      expect(found).toEqual(text === '' ? { values } : { text, any: text, values })
    }),
    { numRuns: 500 },
  )
})
