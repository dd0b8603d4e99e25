import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { isPossible, titleOf } from '../../../editor/actions/commands/command.ts'
import { commandNamed } from '../../../editor/actions/commands/commands.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { MoreMenu } from '../../../ui/more-menu.tsx'

const ITEMS = ['test-node', 'test-from', 'pin', 'unpin', 'connect', 'go-back', 'repeat', 'duplicate', 'delete'].map(
  commandNamed,
)

/** What can be done with a node besides changing its fields. */
export function NodeMenu({ node }: { node: GraphNode }) {
  const store = useEditorStore()
  const titles = useEditor((editor) =>
    ITEMS.map((command) => (isPossible(command, editor) ? titleOf(command, editor) : '')).join('\n'),
  )
  const items = titles.split('\n').flatMap((label, place) => {
    const command = ITEMS[place]
    return label === '' || !command ? [] : [{ label, run: () => void command.run(store.getState()) }]
  })
  return items.length === 0 ? null : <MoreMenu about={node.label} items={items} />
}
