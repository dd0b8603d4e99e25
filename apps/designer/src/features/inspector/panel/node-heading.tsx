import { TextInput } from '@mantine/core'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { renameNode } from '../../../editor/model/changes/edit-node.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { iconOf } from '../../../editor/model/node-look.ts'
import css from './node-heading.module.css'
import { NodeMenu } from './node-menu.tsx'

/** What the node is and what it is called. Data pills follow a new name by themselves. */
export function NodeHeading({ node, type }: { node: GraphNode; type: NodeDescription }) {
  const perform = useEditor((editor) => editor.perform)
  const readOnly = useEditor((editor) => editor.readOnly)
  const Icon = iconOf(type)
  return (
    <div className={css.heading}>
      <span className={css.icon} data-kind={type.kind}>
        <Icon size={20} stroke={1.75} aria-hidden />
      </span>
      <div className={css.words}>
        <TextInput
          variant="unstyled"
          classNames={{ input: css.name }}
          aria-label="Name of the node"
          value={node.label}
          maxLength={200}
          readOnly={readOnly}
          onChange={(event) =>
            perform({ ...renameNode(node.id, event.currentTarget.value), merge: `label ${node.id}` })
          }
        />
        <p className={css.summary}>
          {node.label !== type.title && <strong>{type.title}. </strong>}
          {type.summary}
        </p>
      </div>
      <NodeMenu node={node} />
    </div>
  )
}
