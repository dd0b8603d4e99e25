import { edgesOutOf } from '@tailorbird/flow/graph/graph-index'
import { portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import { type Wrapping, wrapInLoop } from '../../model/changes/wrap-in-loop.ts'
import type { Command } from './command.ts'
import type { Editor } from '../../store/editor.ts'
import { hasNodes, oneNode } from '../../store/selection-is.ts'
import { nodeWith, surroundingsOf } from '../../model/workspace.ts'

const LOOP_WORDS = 'loop back go back again retry from here wrap around iterate'

export const loopCommands: Command[] = [
  {
    name: 'repeat',
    title: 'Repeat these steps until…',
    group: 'Edit',
    words: LOOP_WORDS,
    shortcuts: ['r'],
    when: hasNodes,
    run: (editor) => wrap(editor, { loop: 'repeat', name: 'Repeat steps' }),
  },
  {
    name: 'for-each',
    title: 'Do these steps for each item of a list',
    group: 'Edit',
    words: LOOP_WORDS,
    shortcuts: ['e'],
    when: hasNodes,
    run: (editor) => wrap(editor, { loop: 'for each', name: 'Do steps for each item' }),
  },
  {
    name: 'go-back',
    title: 'Go back to an earlier step…',
    group: 'Edit',
    words: `${LOOP_WORDS} guard`,
    shortcuts: ['b'],
    when: canGoBack,
    run(editor) {
      const from = oneNode(editor)
      if (from !== undefined) editor.ask({ what: 'back', from })
    },
  },
]

function wrap(editor: Editor, { loop, name }: { loop: Wrapping['loop']; name: string }) {
  const { graph, selectedNodes, workspace, world } = editor
  const { nodeType } = surroundingsOf(workspace)
  const done = wrapInLoop({
    ...{ graph, nodeIds: selectedNodes, nodeType, loop, newId: world.newId, name },
    nodeWith: (role) => nodeWith(workspace, role),
  })
  if ('refused' in done) {
    editor.ask({ what: 'explain', title: 'These steps cannot be repeated', says: done.refused })
    return
  }
  editor.perform(done.change)
  const [loopId] = done.change.select ?? []
  if (loopId !== undefined) editor.view?.show(loopId)
}

/** A step with a way out that leads nowhere yet. */
function canGoBack(editor: Editor): boolean {
  const { index, workspace } = editor
  const node = index.node.get(oneNode(editor) ?? '')
  const type = node && surroundingsOf(workspace).nodeType(node.type)
  if (!node || !type || type.kind === 'trigger') return false
  const wired = new Set(edgesOutOf(index, node.id).map(({ port }) => port))
  return Object.keys(portsOfNode(type, node.params)).some((port) => !wired.has(port))
}
