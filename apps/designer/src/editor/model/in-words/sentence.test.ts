import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { expect, test } from 'vitest'
import { fixedCondition } from '../pills/map-pills.ts'
import { sampleFlow, sampleNode, sampleWorkspace } from '../sample-flow.ts'
import { inWords, scheduleInWords } from './in-words.ts'
import { namesOf, plainSentence, sentenceOf } from './sentence.ts'

test('a card says what its node will do, with its values filled in', () => {
  const index = indexGraph(sampleFlow())
  const says = index.graph.nodes.map((node) => plainSentence(sentenceOf(node, index, sampleWorkspace)))
  expect(says).toEqual(['When a record is added to Announcements', 'Finds files.', 'Post News: Title with Files'])
})

test('lists, ways out and decision tables are said as people would', () => {
  const names = namesOf({ ...sampleFlow(), nodes: [...sampleFlow().nodes, sampleNode('if', 456)] }, sampleWorkspace)
  const list = (...items: (string | object)[]) =>
    inWords(
      { fixed: JSON.parse(JSON.stringify(items)) },
      { kind: 'list', label: 'L', of: { kind: 'any', label: 'I' } },
      names,
    )
  expect([list('one', 'two'), list('a', 'b', 'c', 'd', 'e'), list({ a: 1 })]).toEqual([
    'one, two',
    'a, b, c and 2 more',
    '1 item',
  ])
  const left = { pill: { node: 'if', path: ['leftBy'] } }
  const until = fixedCondition({ match: 'all', rules: [{ left, operator: 'isNot', right: { fixed: 'no' } }] })
  expect(inWords(until, { kind: 'condition', label: 'Until' }, names)).toBe('if was not left by “No”')
  const table = { columns: [{ id: 'a', label: 'Language' }], results: [{ key: 'reply', kind: 'text' }], rows: [] }
  expect(inWords({ fixed: table }, { kind: 'decisions', label: 'Table' }, names)).toBe('reply by Language')
})

test('schedules read as people say them', () => {
  expect(scheduleInWords({ every: 'week', weekdays: [1, 5], at: '09:30', timeZone: 'Europe/Vienna' })).toBe(
    'every Monday, Friday at 09:30 (Europe/Vienna)',
  )
})
