import { Button, Textarea } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { useMemo, useRef, useState } from 'react'
import { setNote, setParam } from '../../editor/changes/edit-node.ts'
import { useEditor } from '../../editor/editor-context.ts'
import { ownData, upstreamData } from '../../editor/upstream-data.ts'
import { surroundingsOf } from '../../editor/workspace.ts'
import { DataPanel } from './data-panel.tsx'
import { FieldProblems } from './field-problems.tsx'
import { NodeHeading } from './node-heading.tsx'
import css from './node-panel.module.css'
import { ParamField } from './param-field.tsx'

/** The form of one node, made from the data that describes it, with the data of earlier nodes below. */
export function NodePanel({ node, type }: { node: GraphNode; type: NodeDescription }) {
  const index = useEditor((editor) => editor.index)
  const workspace = useEditor((editor) => editor.workspace)
  const perform = useEditor((editor) => editor.perform)
  const readOnly = useEditor((editor) => editor.readOnly)
  const [more, setMore] = useState(false)
  const wanting = useRef<(pill: Pill) => void>(undefined)
  const isTrigger = type.kind === 'trigger'
  const sources = useMemo(
    () =>
      isTrigger ? ownData(node, surroundingsOf(workspace)) : upstreamData(index, node.id, surroundingsOf(workspace)),
    [isTrigger, node, index, workspace],
  )
  const fields = Object.entries(type.params)
  const plain = fields.filter(([, field]) => !field.advanced)
  const advanced = fields.filter(([, field]) => field.advanced)
  const draw = ([name, field]: (typeof fields)[number]) => (
    <ParamField
      key={name}
      nodeId={node.id}
      name={name}
      field={field}
      binding={node.params[name]}
      sources={isTrigger && field.kind !== 'condition' ? [] : sources}
      onChange={(binding) => perform(setParam({ nodeId: node.id, name, label: field.label, binding }))}
      onWant={(insert) => void (wanting.current = insert)}
    />
  )
  const Chevron = more ? IconChevronDown : IconChevronRight
  return (
    <div className={css.panel}>
      <div className={css.form}>
        <NodeHeading node={node} type={type} />
        <FieldProblems nodeId={node.id} />
        {plain.map(draw)}
        {fields.length === 0 && <p className={css.none}>There is nothing to set.</p>}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={css.more}
          aria-expanded={more}
          leftSection={<Chevron size={16} aria-hidden />}
          onClick={() => setMore(!more)}
        >
          More options
        </Button>
        {more && advanced.map(draw)}
        {more && (
          <Textarea
            label="Note for the next reader"
            autosize
            minRows={2}
            readOnly={readOnly}
            maxLength={2000}
            value={node.note ?? ''}
            onChange={(event) => perform(setNote(node.id, event.currentTarget.value))}
          />
        )}
      </div>
      <DataPanel
        sources={isTrigger && fields.every(([, { kind }]) => kind !== 'condition') ? [] : sources}
        onTake={(pill) => wanting.current?.(pill)}
      />
    </div>
  )
}
