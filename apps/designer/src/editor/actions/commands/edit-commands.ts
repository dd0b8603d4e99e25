import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import { deleteSelection } from '../../model/changes/delete-selection.ts'
import { pasteFragment } from '../../model/changes/paste-fragment.ts'
import { chooseFromSelection } from '../choose-from-selection.ts'
import type { Command } from './command.ts'
import type { Editor } from '../../store/editor.ts'
import { fragmentOf } from '../../model/changes/fragment.ts'
import { redoName, undoName } from '../../model/changes/history.ts'
import { boundsOf } from '../../model/canvas/place-node.ts'
import { hasAny, hasNodes, oneNode } from '../../store/selection-is.ts'
import { surroundingsOf } from '../../model/workspace.ts'

export const editCommands: Command[] = [
  {
    name: 'undo',
    title: ({ history }) => (undoName(history) ? `Undo: ${undoName(history)}` : 'Undo'),
    group: 'Edit',
    shortcuts: ['Mod+Z'],
    when: ({ history }) => undoName(history) !== undefined,
    run: ({ undo }) => undo(),
  },
  {
    name: 'redo',
    title: ({ history }) => (redoName(history) ? `Redo: ${redoName(history)}` : 'Redo'),
    group: 'Edit',
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    when: ({ history }) => redoName(history) !== undefined,
    run: ({ redo }) => redo(),
  },
  { name: 'add', title: 'Add a node…', group: 'Edit', shortcuts: ['n'], run: chooseFromSelection },
  {
    name: 'connect',
    title: 'Connect to…',
    group: 'Edit',
    shortcuts: ['c'],
    when: (editor) => oneNode(editor) !== undefined,
    run: (editor) => withOneNode(editor, (from) => editor.ask({ what: 'connect', from })),
  },
  {
    name: 'rename',
    title: 'Rename',
    group: 'Edit',
    shortcuts: ['F2'],
    when: (editor) => oneNode(editor) !== undefined,
    run: (editor) =>
      withOneNode(editor, (nodeId) => {
        editor.view?.show(nodeId)
        editor.ask({ what: 'rename', nodeId })
      }),
  },
  {
    name: 'cut',
    title: 'Cut',
    group: 'Edit',
    shortcuts: ['Mod+X'],
    native: true,
    when: hasNodes,
    run: () => void document.execCommand('cut'),
  },
  {
    name: 'copy',
    title: 'Copy',
    group: 'Edit',
    shortcuts: ['Mod+C'],
    native: true,
    readOnly: true,
    when: hasNodes,
    run: () => void document.execCommand('copy'),
  },
  {
    name: 'paste',
    title: 'Paste',
    group: 'Edit',
    shortcuts: ['Mod+V'],
    native: true,
    unlisted: true,
    run: () => undefined,
  },
  { name: 'duplicate', title: 'Duplicate', group: 'Edit', shortcuts: ['Mod+D'], when: hasNodes, run: duplicate },
  {
    name: 'delete',
    title: 'Delete',
    group: 'Edit',
    shortcuts: ['Delete', 'Backspace'],
    when: hasAny,
    run: deleteSelected,
  },
  {
    name: 'tidy',
    title: 'Tidy up',
    group: 'Edit',
    shortcuts: ['Shift+Alt+T'],
    when: ({ graph }) => graph.nodes.length > 1,
    run: tidyUp,
  },
]

const withOneNode = (editor: Editor, act: (nodeId: string) => void) => {
  const nodeId = oneNode(editor)
  if (nodeId !== undefined) act(nodeId)
}

function deleteSelected({ selectedNodes, selectedEdges, world, perform }: Editor) {
  perform(deleteSelection({ nodeIds: [...selectedNodes], edgeIds: [...selectedEdges], newId: world.newId }))
}

function duplicate({ graph, selectedNodes, world, perform }: Editor) {
  const fragment = fragmentOf(graph, selectedNodes)
  const { x, y, width, height } = boundsOf(fragment.nodes)
  const at = { x: x + width / 2 + 32, y: y + height / 2 + 32 }
  perform(
    pasteFragment({
      fragment,
      at,
      newId: world.newId,
      name: fragment.nodes.length === 1 ? 'Duplicate node' : `Duplicate ${fragment.nodes.length} nodes`,
    }),
  )
}

/** The layout algorithm is loaded when somebody wants it. */
async function tidyUp(editor: Editor) {
  const { tidy } = await import('../../model/changes/tidy.ts')
  const { nodeType } = surroundingsOf(editor.workspace)
  const ports = ({ type, params }: GraphNode) => {
    const description = nodeType(type)
    return description ? Object.keys(portsOfNode(description, params)) : []
  }
  editor.perform(tidy(editor.graph, editor.selectedNodes, ports))
  editor.view?.fit()
}
