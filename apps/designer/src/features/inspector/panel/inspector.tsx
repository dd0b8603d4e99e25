import { Button, Group } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { commandNamed } from '../../../editor/actions/commands/commands.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import css from './inspector.module.css'
import { NodePanel } from './node-panel.tsx'
import { usePanelNode } from '../field/panel-node.ts'

/** What is selected, ready to be changed. */
export function Inspector() {
  const node = usePanelNode()
  const type = useEditor((editor) => node && surroundingsOf(editor.workspace).nodeType(node.type))
  const count = useEditor((editor) => editor.selectedNodes.size)
  if (node && type) return <NodePanel key={node.id} node={node} type={type} />
  if (node)
    return (
      <p className={css.nothing}>
        There is no node of the type “{node.type}” here. Delete it, or install what provides it.
      </p>
    )
  if (count > 1) return <Several count={count} />
  return null
}

function Several({ count }: { count: number }) {
  const store = useEditorStore()
  const readOnly = useEditor((editor) => editor.readOnly)
  const run = (name: string) => void commandNamed(name).run(store.getState())
  return (
    <div className={css.nothing}>
      <p>{count} nodes are selected.</p>
      {!readOnly && (
        <Group gap="sm">
          <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={() => run('duplicate')}>
            Duplicate
          </Button>
          <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => run('delete')}>
            Delete
          </Button>
        </Group>
      )}
    </div>
  )
}
