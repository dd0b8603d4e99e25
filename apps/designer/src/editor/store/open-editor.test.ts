import type { Flow } from '@tailorbird/contract/flows'
import { expect, test } from 'vitest'
import { renameNode } from '../model/changes/edit-node.ts'
import type { SaveAnswer } from './editor.ts'
import { openEditor } from './open-editor.ts'
import { countingIds, sampleFlow } from '../model/sample-flow.ts'
import { keepMine, saveState, takeTheirs } from './save-draft.ts'

const flow = (draft = sampleFlow(), revision = 1): Flow => ({
  id: '01990000-0000-7000-8000-000000000001',
  name: 'Announce',
  draft,
  revision,
  deployments: [],
  triggers: [],
  updatedAt: '2026-11-21T00:00:00Z',
  updatedBy: 'Ola',
})

/** An editor whose server answers as told, in turn. */
function editorWith(...answers: SaveAnswer[]) {
  const asked: number[] = []
  const store = openEditor({
    flow: flow(),
    world: {
      now: () => 0,
      newId: countingIds(),
      save: (_draft, revision) => {
        asked.push(revision)
        return Promise.resolve(answers.shift() ?? { failed: 'Not expected.' })
      },
    },
  })
  return { store, asked, access: { get: store.getState, set: store.setState }, editor: () => store.getState() }
}

test('a draft is unsaved until the server has it, and saved again when the change is undone', async () => {
  const { editor, asked } = editorWith({ saved: flow(sampleFlow(), 2) })
  editor().perform(renameNode('post', 'Announce it'))
  expect(saveState(editor())).toBe('unsaved')
  editor().undo()
  expect(saveState(editor())).toBe('saved')
  editor().redo()
  await editor().save()
  expect(saveState(editor())).toBe('saved')
  expect([asked, editor().saved.revision]).toEqual([[1], 2])
})

test('when somebody else saved, nothing is overwritten before a person has chosen', async () => {
  const theirs = flow(renameNode('look', 'Theirs').apply(sampleFlow()), 5)
  const { editor, asked, access } = editorWith({ conflict: theirs }, { saved: flow(sampleFlow(), 6) })
  editor().perform(renameNode('look', 'Mine'))
  await editor().save()
  expect([saveState(editor()), editor().asking?.what]).toEqual(['conflict', 'conflict'])
  await keepMine(access)
  expect([asked, saveState(editor())]).toEqual([[1, 5], 'saved'])
  expect(editor().index.node.get('look')?.label).toBe('Mine')
})

test('taking theirs leaves mine one undo away', async () => {
  const theirs = flow(renameNode('look', 'Theirs').apply(sampleFlow()), 5)
  const { editor, access } = editorWith({ conflict: theirs })
  editor().perform(renameNode('look', 'Mine'))
  await editor().save()
  takeTheirs(access)
  expect([editor().index.node.get('look')?.label, saveState(editor())]).toEqual(['Theirs', 'saved'])
  editor().undo()
  expect(editor().index.node.get('look')?.label).toBe('Mine')
})

test('nothing is selected that is no longer there', () => {
  const { editor } = editorWith()
  editor().select(['post', 'look'])
  editor().perform({
    name: 'Drop',
    apply: (graph) => ({ ...graph, nodes: graph.nodes.filter(({ id }) => id !== 'post') }),
  })
  expect([...editor().selectedNodes]).toEqual(['look'])
})

test('who only looks changes nothing', () => {
  const { editor, store } = editorWith()
  store.setState({ readOnly: true })
  editor().perform(renameNode('post', 'Changed'))
  expect(editor().graph).toEqual(sampleFlow())
})
