import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { expect, test } from 'vitest'
import { renameNode, setParam } from '../changes/edit-node.ts'
import { differencesBetween } from './differences.ts'
import { inWords, scheduleInWords } from './in-words.ts'
import { fixedCondition } from '../changes/map-pills.ts'
import { sampleFlow, sampleNode, sampleWorkspace } from '../sample-flow.ts'
import { preview, valueInWords } from '../pills/sample-text.ts'
import { searchNodes } from '../search-nodes.ts'
import { namesOf, plainSentence, sentenceOf } from './sentence.ts'
import { keysOf, pressed } from '../../actions/shortcut.ts'

const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
  key,
})

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

test('differences are told in words and leave out cards that only moved', () => {
  const before = sampleFlow()
  const renamed = renameNode('look', 'Pictures').apply(before)
  const after = setParam({ nodeId: 'post', name: 'text', label: 'Text', binding: { fixed: 'Hello' } }).apply(renamed)
  const moved = { ...after, nodes: after.nodes.map((node) => ({ ...node, position: { x: 9, y: 9 } })) }
  expect(differencesBetween(before, moved, sampleWorkspace).map(({ says }) => says)).toEqual([
    '"look" is now called "Pictures"',
    'Text of "post": "News: Title" → "Hello"',
  ])
})

test('the palette finds titles, keywords, and forgives a slip of the finger', () => {
  const find = (query: string) => searchNodes(sampleWorkspace.catalogue, query)[0]?.title
  expect(find('post')).toBe('Create Post')
  expect(find('tweet')).toBe('Create Post')
  expect(find('post picture')).toBe('Create Post')
  expect(find('images')).toBe('Look Up Attachments')
  expect(find('crtpst')).toBe('Create Post')
  expect(find('zebra')).toBeUndefined()
})

test('schedules read as people say them', () => {
  expect(scheduleInWords({ every: 'week', weekdays: [1, 5], at: '09:30', timeZone: 'Europe/Vienna' })).toBe(
    'every Monday, Friday at 09:30 (Europe/Vienna)',
  )
})

test('shortcuts are Ctrl here and ⌘ there, and signs do not care how they are typed', () => {
  expect(pressed('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
  expect(pressed('Mod+Z', press('z', { metaKey: true }), true)).toBe(true)
  expect(pressed('Mod+Z', press('z', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
  expect(pressed('?', press('?', { shiftKey: true }), false)).toBe(true)
  expect(pressed('n', press('n', { ctrlKey: true }), false)).toBe(false)
  expect(keysOf('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
})

test('a preview names the path that is missing and never shows an empty text for it', () => {
  const pill = { pill: { node: 'start', path: ['record', 'nope'] } }
  expect(preview(pill, {})).toEqual({ unknown: true })
  expect(preview(pill, { start: { record: { title: 'Hi' } } })).toEqual({
    missing: 'There is nothing at "record.nope".',
  })
  expect(preview({ parts: ['a ', { pill: { node: 'start', path: ['n'] } }] }, { start: { n: 3 } })).toEqual({
    value: 'a 3',
  })
  expect(valueInWords({ id: '1', title: 'Autumn sale', publish: 'Yes' })).toBe('Autumn sale, Yes')
})
