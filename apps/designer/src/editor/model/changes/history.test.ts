import { expect, test } from 'vitest'
import { addNode } from './add-node.ts'
import { deleteSelection } from './delete-selection.ts'
import { setParam } from './edit-node.ts'
import { graphNow, historyOf, record, redoName, stepBack, stepForward, undoName } from './history.ts'
import { countingIds, sampleFlow, sampleNode } from '../sample-flow.ts'

const type = (text: string) => setParam({ nodeId: 'post', name: 'text', label: 'Text', binding: { fixed: text } })

test('undo takes back one change after the other and says which; redo brings them again', () => {
  const start = historyOf(sampleFlow())
  const added = record(start, addNode({ node: sampleNode('new', 456) }), 1000)
  const deleted = record(added, deleteSelection({ nodeIds: ['look', 'post'], newId: countingIds() }), 9000)
  expect(undoName(deleted)).toBe('Delete 2 nodes')
  const once = stepBack(deleted)
  expect(graphNow(once)).toBe(graphNow(added))
  expect([undoName(once), redoName(once)]).toEqual(['Add new', 'Delete 2 nodes'])
  expect(graphNow(stepForward(once))).toBe(graphNow(deleted))
  expect(graphNow(stepBack(stepBack(stepBack(once))))).toEqual(sampleFlow())
})

test('typing becomes one step, a pause begins the next', () => {
  let history = historyOf(sampleFlow())
  for (const [time, text] of [
    [0, 'H'],
    [200, 'He'],
    [400, 'Hel'],
    [5000, 'Hell'],
  ] as const)
    history = record(history, type(text), time)
  expect(graphNow(stepBack(history)).nodes[2]?.params['text']).toEqual({ fixed: 'Hel' })
  expect(graphNow(stepBack(stepBack(history)))).toEqual(sampleFlow())
})

test('a change after an undo forgets what was undone', () => {
  const history = record(stepBack(record(historyOf(sampleFlow()), type('a'), 0)), type('b'), 9000)
  expect(redoName(history)).toBeUndefined()
  expect(history.steps).toHaveLength(2)
})

test('what changes nothing is no step', () => {
  const history = historyOf(sampleFlow())
  expect(record(history, { name: 'Nothing', apply: (graph) => graph }, 0)).toBe(history)
})
