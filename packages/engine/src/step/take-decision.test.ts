import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Ask, Decisions } from '@tailorbird/flow/fields/decisions'
import { field } from '@tailorbird/flow/fields/field'
import { expect, test } from 'vitest'
import { takeDecision } from './take-decision.ts'
import { says } from '@tailorbird/flow/testing/says'

const pill = (...path: string[]): Binding => ({ pill: { node: 'post', path } })
const asks = (operator: Ask['operator'], fixed?: string | number): Ask => ({
  operator,
  ...(fixed !== undefined && { right: { fixed } }),
})

/** Who answers a mention, and how fast. */
const table = (more: Partial<Decisions> = {}): Decisions => ({
  columns: [
    { id: 'followers', label: 'Followers', value: pill('followers') },
    { id: 'lang', label: 'Language', value: pill('lang') },
  ],
  results: [
    { id: 'team', key: 'team', kind: 'text' },
    { id: 'hours', key: 'hours', kind: 'number' },
  ],
  rows: [
    {
      when: { followers: asks('isMoreThan', 10_000) },
      then: { team: { fixed: 'press' }, hours: { fixed: 1 } },
    },
    {
      when: { followers: asks('isBetween', '100 and 10000'), lang: asks('isOneOf', 'de, at') },
      then: { team: { fixed: 'berlin' }, hours: pill('hours') },
    },
    {
      when: { lang: asks('is', 'en') },
      then: { team: { parts: ['team ', { pill: { node: 'post', path: ['lang'] } }] } },
    },
  ],
  ...more,
})

const take = (followers: number, lang: string, more?: Partial<Decisions>, hours: unknown = '8') =>
  takeDecision(table(more), {
    name: 'table',
    field: field.decisions({ label: 'Table' }),
    scope: { post: { followers, lang, hours } },
  })

test('the first row whose cells all hold is taken, and an empty cell matches anything', () => {
  expect(take(20_000, 'en')).toEqual({
    given: { Followers: 20_000, Language: 'en' },
    by: 'row',
    row: 1,
    result: { team: 'press', hours: 1 },
  })
  expect(take(500, 'AT')).toMatchObject({ row: 2, result: { team: 'berlin' } })
  expect(take(500, 'en')).toMatchObject({ row: 3 })
})

test('results have the kind of their column, those without a cell are null', () => {
  expect(take(500, 'de').result['hours']).toBe(8)
  expect(take(5, 'en').result).toEqual({ team: 'team en', hours: null })
  expect(says(() => take(500, 'de', {}, 'soon'))).toContain('"hours, row 2" in "Table" must be a number.')
})

test('without a matching row the default row counts, and without one every result is null', () => {
  expect(take(5, 'fr')).toMatchObject({ by: 'nothing', row: null, result: { team: null, hours: null } })
  expect(take(5, 'fr', { otherwise: { team: { fixed: 'all' } } })).toMatchObject({
    by: 'default',
    row: null,
    result: { team: 'all', hours: null },
  })
})

test('what stands in rows that are not taken need not have a value', () => {
  const [first, ...others] = table().rows
  const rows = [...others, ...(first ? [{ ...first, then: { hours: pill('gone') } }] : [])]
  expect(take(5, 'en', { rows })).toMatchObject({ row: 2 })
  expect(says(() => take(20_000, 'fr', { rows }))).toContain('"Table" uses the data pill "gone"')
})

test('a table that is not right is refused before anything is decided', () => {
  expect(says(() => take(5, 'en', { rows: [] }))).toContain('The table has no rows yet.')
})
