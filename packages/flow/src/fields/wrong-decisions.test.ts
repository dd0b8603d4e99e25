import { expect, test } from 'vitest'
import { inEnglish } from '../testing/in-english.ts'
import type { Decisions } from './decisions.ts'
import { mapDecisions, readColumns, readResults } from './read-decisions.ts'
import { rowsNeverReached, wrongDecisions } from './wrong-decisions.ts'

const pill = (node: string) => ({ pill: { node, path: ['lang'] } })
const row = (lang: string | undefined, tone: string | number): Decisions['rows'][number] => ({
  when: lang === undefined ? {} : { lang: { operator: 'is', right: { fixed: lang } } },
  then: { tone: { fixed: tone } },
})
const table = (more: Partial<Decisions> = {}): Decisions => ({
  columns: [{ id: 'lang', label: 'Language', value: pill('post') }],
  results: [{ id: 'tone', key: 'tone', kind: 'text' }],
  rows: [row('de', 'formal')],
  ...more,
})

test('nothing is wrong with a table that is complete, nor with what one came to', () => {
  expect(wrongDecisions(table())).toEqual([])
  expect(wrongDecisions({ given: {}, by: 'row', row: 1, result: {} })).toEqual([])
})

test('problems name the row and the column', () => {
  const when = (operator: 'is' | 'isBetween', fixed: string) => ({ lang: { operator, right: { fixed } } })
  const rows = [row('de', 'formal'), { when: when('is', ''), then: {} }, { when: when('isBetween', '5'), then: {} }]
  expect(wrongDecisions(table({ rows })).map(inEnglish)).toEqual([
    'Row 2, "Language": "is" compares with nothing. Give it a value, or choose "anything".',
    'Row 3, "Language": "is between" needs two values, for example 10 and 20.',
  ])
  expect(wrongDecisions(table({ rows: [row('de', 7)], otherwise: { tone: { fixed: true } } })).map(inEnglish)).toEqual([
    'Row 1: "tone" must be text.',
    'Default row: "tone" must be text.',
  ])
})

test('columns must look at something, results must have names of their own', () => {
  expect(wrongDecisions(table({ columns: [] })).map(inEnglish)).toEqual([
    'The table looks at nothing yet. Add a column.',
  ])
  expect(
    wrongDecisions(table({ columns: [{ id: 'lang', label: 'Language', value: { fixed: '' } }] })).map(inEnglish),
  ).toEqual(['Column 1, "Language", looks at nothing. Choose data for it.'])
  const results = ['tone', 'tone', '1st'].map((key, at) => ({ id: `r${at}`, key, kind: 'text' as const }))
  expect(wrongDecisions(table({ results })).map(inEnglish)).toEqual([
    'Two results are called "tone". Rename one of them.',
    'Result 3: a name starts with a letter and has letters, digits and _ only, at most 40.',
  ])
  expect(wrongDecisions({ columns: 'none' }).map(inEnglish)).toEqual(['The table is not complete.'])
})

test('a row below one that takes the same, or everything, is never reached', () => {
  expect(rowsNeverReached(table({ rows: [row('de', 'a'), row('en', 'b'), row('de', 'c')] })).map(inEnglish)).toEqual([
    'Row 3 is never reached: row 1 asks the same and comes first.',
  ])
  expect(
    rowsNeverReached(table({ rows: [row('de', 'a'), row(undefined, 'b'), row('en', 'c')] })).map(inEnglish),
  ).toEqual(['Row 3 is never reached: row 2 matches anything and comes first.'])
})

test('cards and pills read it without the schemas, and every binding in it can be replaced', () => {
  const whole = table({
    rows: [{ when: { lang: { operator: 'is', right: pill('old') } }, then: { tone: pill('old') } }],
  })
  expect(readColumns(whole)).toEqual(['Language'])
  expect(readResults(whole)).toEqual([{ key: 'tone', kind: 'text' }])
  const changed = mapDecisions(whole, (binding) => ('pill' in binding ? pill('new') : binding))
  expect(JSON.stringify(changed)).toBe(JSON.stringify(whole).replaceAll('"post"', '"new"').replaceAll('"old"', '"new"'))
  expect(mapDecisions({ match: 'all', rules: [] }, () => pill('new'))).toBeUndefined()
})
