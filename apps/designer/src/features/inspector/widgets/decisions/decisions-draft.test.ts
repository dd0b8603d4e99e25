import type { Decisions } from '@tailorbird/flow/fields/decisions'
import { expect, test } from 'vitest'
import {
  addRow,
  decisionsIn,
  duplicateRow,
  moved,
  setAsk,
  setResult,
  withKind,
  withoutColumn,
  withoutDefault,
  withoutResult,
} from './decisions-draft.ts'

const table: Decisions = {
  columns: [{ id: 'c', label: 'Country', value: { fixed: 'x' } }],
  results: [{ id: 'r', key: 'reply', kind: 'text' }],
  rows: [{ when: { c: { operator: 'is', right: { fixed: 'de' } } }, then: { r: { fixed: 'Hallo' } } }],
  otherwise: { r: { fixed: 'Hello' } },
}

test('cells are set and emptied, in rows and in the default row', () => {
  const two = addRow(table)
  expect(setAsk(two, 1, 'c', { operator: 'isEmpty' }).rows[1]).toEqual({
    when: { c: { operator: 'isEmpty' } },
    then: {},
  })
  expect(setAsk(table, 0, 'c', undefined).rows[0]?.when).toEqual({})
  expect(setResult(table, 0, 'r', undefined).rows[0]?.then).toEqual({})
  expect(setResult(table, 'default', 'r', { fixed: 'Hi' }).otherwise).toEqual({ r: { fixed: 'Hi' } })
  expect(withoutDefault(table)).not.toHaveProperty('otherwise')
})

test('rows are copied below themselves; rows and columns move, and stay at the ends', () => {
  expect(duplicateRow(addRow(table), 0).rows).toEqual([table.rows[0], table.rows[0], { when: {}, then: {} }])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
})

test('a column that is taken out takes its cells along', () => {
  expect(withoutColumn(table, 'c')).toMatchObject({ columns: [], rows: [{ when: {} }] })
  expect(withoutResult(table, 'r')).toMatchObject({ results: [], rows: [{ then: {} }], otherwise: {} })
})

test('a result of another kind keeps data and loses fixed values', () => {
  const pill = { pill: { node: 'n', path: ['a'] } }
  const mixed = setResult(addRow(table), 1, 'r', pill)
  expect(withKind(mixed, 'r', 'number')).toMatchObject({ rows: [{ then: {} }, { then: { r: pill } }], otherwise: {} })
})

test('what is no table is an empty one', () => {
  expect(decisionsIn('broken')).toEqual({ columns: [], results: [], rows: [] })
  expect(decisionsIn(JSON.parse(JSON.stringify(table)))).toEqual(table)
})
