import { expect, test } from 'vitest'
import { inEnglish } from '../testing/in-english.ts'
import { wrongWith } from './check-value.ts'
import { durationText } from '../words/duration-text.ts'
import { type Field, field } from './field.ts'
import { isShown } from './is-shown.ts'

const condition = { match: 'all', rules: [] }
const values = field.assignments({ label: 'Values' })
const assignment = (key: string) => ({ key, kind: 'text', value: { fixed: 'x' } })

test('names must be names, and each be there once', () => {
  expect(wrongWith(values, [assignment('a'), assignment('b')])).toBeUndefined()
  expect(inEnglish(wrongWith(values, [assignment('a'), assignment('a')]))).toContain('"a" is there twice')
  expect(inEnglish(wrongWith(values, [assignment('1 bad')]))).toContain('A name starts with a letter')
  expect(inEnglish(wrongWith(values, [{ key: 'a' }]))).toContain('not complete')
  const variables = field.assignments({ label: 'Variables', ways: true })
  expect(wrongWith(variables, [assignment('a'), assignment('a')])).toBeUndefined()
})

test('assignments that were looked up are right as they are', () => {
  expect(wrongWith(values, { a: 'x' })).toBeUndefined()
})

test('a switch has at least one case, with a name, and ways out of its own', () => {
  const cases = field.cases({ label: 'Cases' })
  expect(inEnglish(wrongWith(cases, []))).toContain('at least one')
  expect(wrongWith(cases, [{ port: 'a', label: 'A', condition }])).toBeUndefined()
  expect(inEnglish(wrongWith(cases, [{ port: 'a', label: ' ', condition }]))).toBe('Give the case a name.')
  expect(inEnglish(wrongWith(cases, [{ port: 'error', label: 'A', condition }]))).toContain('taken')
  expect(inEnglish(wrongWith(cases, [{ port: 'a', label: 'A', condition: {} }]))).toContain('not complete')
})

test('a length of time is told in the unit that fits', () => {
  expect([1, 90, 120, 7200, 86_400].map(durationText)).toEqual([
    '1 second',
    '90 seconds',
    '2 minutes',
    '2 hours',
    '1 day',
  ])
  const wait = field.duration({ label: 'Wait', min: 60, max: 3600 })
  expect(inEnglish(wrongWith(wait, 5))).toBe('"Wait" must be at least 1 minute.')
  expect(inEnglish(wrongWith(wait, 4000))).toBe('"Wait" must be at most 1 hour.')
})

test('the parts of an object in a list are looked at, those that are hidden not', () => {
  const rows: Field = field.list({
    label: 'Rows',
    of: field.object({
      label: 'Row',
      fields: {
        kind: field.choice({ label: 'Kind', options: { a: 'A', b: 'B' } }),
        size: field.number({ label: 'Size', shownWhen: { kind: ['b'] } }),
      },
    }),
  })
  expect(wrongWith(rows, [{ kind: 'a' }])).toBeUndefined()
  expect(inEnglish(wrongWith(rows, [{ kind: 'b' }]))).toBe('"Size" is empty.')
  expect(inEnglish(wrongWith(rows, [{ kind: 'c' }]))).toContain('not one of the choices')
})

test('a parameter counts only while its sibling shows it', () => {
  const fields = {
    mode: field.choice({ label: 'Mode', options: { a: 'A', b: 'B' }, initial: 'a' }),
    size: field.number({ label: 'Size', shownWhen: { mode: ['b'] } }),
  }
  const shown = (params: Parameters<typeof isShown>[1]['params']) => isShown(fields.size, { fields, params })
  expect([shown({}), shown({ mode: { fixed: 'a' } }), shown({ mode: { fixed: 'b' } })]).toEqual([false, false, true])
  expect(shown({ mode: { pill: { node: 'n', path: [] } } })).toBe(true)
})
