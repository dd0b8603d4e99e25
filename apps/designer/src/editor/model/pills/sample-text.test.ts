import { expect, test } from 'vitest'
import { preview, valueInWords } from './sample-text.ts'

test('a preview names the path that is missing and never shows an empty text for it', () => {
  const pill = { pill: { node: 'start', path: ['record', 'nope'] } }
  expect(preview(pill, {})).toEqual({ unknown: true })
  expect(preview(pill, { start: { record: { title: 'Hi' } } })).toEqual({
    missing: { code: 'pill.nothing-at', values: { path: 'record.nope' } },
  })
  expect(preview({ parts: ['a ', { pill: { node: 'start', path: ['n'] } }] }, { start: { n: 3 } })).toEqual({
    value: 'a 3',
  })
  expect(valueInWords({ id: '1', title: 'Autumn sale', publish: 'Yes' })).toBe('Autumn sale, Yes')
})
