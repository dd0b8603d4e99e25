import type { Command } from './command.ts'
import type { Editor } from '../../store/editor.ts'
import { oneNode } from '../../store/selection-is.ts'
import { surroundingsOf } from '../../model/workspace.ts'

export const testCommands: Command[] = [
  {
    name: 'test-node',
    title: 'Test this step…',
    group: 'Flow',
    shortcuts: ['t'],
    when: runsAlone,
    run: (editor) => withNode(editor, (nodeId) => editor.ask({ what: 'test', scope: { run: 'node', nodeId } })),
  },
  {
    name: 'test-from',
    title: 'Run from here…',
    group: 'Flow',
    shortcuts: ['Shift+T'],
    when: runsAlone,
    run: (editor) => withNode(editor, (nodeId) => editor.ask({ what: 'test', scope: { run: 'from', nodeId } })),
  },
  {
    name: 'pin',
    title: (editor) => (isPinned(editor) ? 'Edit the pinned output…' : 'Pin this output…'),
    group: 'Flow',
    shortcuts: ['p'],
    when: isStep,
    run: (editor) => withNode(editor, (nodeId) => editor.ask({ what: 'pin', nodeId })),
  },
  {
    name: 'unpin',
    title: 'Take the pin away',
    group: 'Flow',
    shortcuts: [],
    when: isPinned,
    run: (editor) => withNode(editor, (nodeId) => editor.pin(nodeId, undefined)),
  },
]

const withNode = (editor: Editor, act: (nodeId: string) => void) => {
  const nodeId = oneNode(editor)
  if (nodeId !== undefined) act(nodeId)
}

/** A trigger is no step: a test begins with its event. */
function isStep(editor: Editor): boolean {
  const type = editor.index.node.get(oneNode(editor) ?? '')?.type
  const kind = type === undefined ? undefined : surroundingsOf(editor.workspace).nodeType(type)?.kind
  return kind !== undefined && kind !== 'trigger'
}

/** Inside a loop a node runs once per turn: it is tested with its loop. */
function runsAlone(editor: Editor): boolean {
  return isStep(editor) && !editor.index.loopOf.has(oneNode(editor) ?? '')
}

function isPinned(editor: Editor): boolean {
  return Object.hasOwn(editor.pins, oneNode(editor) ?? '')
}
