import { Button, Textarea } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field } from '@tailorbird/flow/fields/field'
import { isShown } from '@tailorbird/flow/fields/is-shown'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { useMemo, useRef, useState } from 'react'
import { setNote, setParam } from '../../../editor/model/changes/edit-node.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { visibleData } from '../../../editor/model/pills/upstream-data.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { DataPanel } from '../pills/data-panel.tsx'
import { FailureSettings } from './failure-settings.tsx'
import { FieldProblems } from '../field/field-problems.tsx'
import { NodeHeading } from './node-heading.tsx'
import css from './node-panel.module.css'
import { ParamField } from './param-field.tsx'
import { WebhookPanel } from '../webhook/webhook-panel.tsx'

/** The form of one node, made from the data that describes it, with the data of earlier nodes below. */
export function NodePanel({ node, type }: { node: GraphNode; type: NodeDescription }) {
  const index = useEditor((editor) => editor.index)
  const workspace = useEditor((editor) => editor.workspace)
  const perform = useEditor((editor) => editor.perform)
  const readOnly = useEditor((editor) => editor.readOnly)
  const [more, setMore] = useState(false)
  const wanting = useRef<(pill: Pill) => void>(undefined)
  const sourcesFor = useMemo(() => {
    const view = { index, surroundings: surroundingsOf(workspace), reader: node.id }
    const plainly = visibleData(view)
    const forCondition = visibleData({ ...view, param: CONDITION })
    const ofTurns = visibleData({ ...view, param: { ...CONDITION, inside: true } })
    return (field?: Field) => (field?.inside ? ofTurns : field?.kind === 'condition' ? forCondition : plainly)
  }, [index, node.id, workspace])
  const among = { fields: type.params, params: node.params }
  const fields = Object.entries(type.params).filter(([, field]) => isShown(field, among))
  const plain = fields.filter(([, field]) => !field.advanced)
  const advanced = fields.filter(([, field]) => field.advanced)
  const draw = ([name, field]: (typeof fields)[number]) => (
    <ParamField
      key={name}
      nodeId={node.id}
      name={name}
      field={field}
      binding={node.params[name]}
      sources={sourcesFor(field)}
      onChange={(binding) =>
        perform(setParam({ nodeId: node.id, name, label: field.label, binding, ways: field.kind === 'cases' }))
      }
      onWant={(insert) => void (wanting.current = insert)}
    />
  )
  const Chevron = more ? IconChevronDown : IconChevronRight
  return (
    <div className={css.panel}>
      <div className={css.form}>
        <NodeHeading node={node} type={type} />
        <FieldProblems nodeId={node.id} />
        {type.source === 'webhook' && <WebhookPanel node={node} />}
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
        {more && MAY_FAIL.has(type.kind) && <FailureSettings node={node} />}
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
      <DataPanel sources={sourcesFor(richest(fields))} onTake={(pill) => wanting.current?.(pill)} />
    </div>
  )
}

/** What does something that may go wrong for a moment. */
const MAY_FAIL: ReadonlySet<NodeDescription['kind']> = new Set(['action', 'branch', 'wait'])

/** What is seen depends on the parameter only in being a condition, and in being asked after each turn. */
const CONDITION: Field = { kind: 'condition', label: 'Condition' }

/** The data below the form is that of the field that sees most. */
function richest(fields: readonly [string, Field][]): Field | undefined {
  const found = fields.find(([, field]) => field.inside) ?? fields.find(([, field]) => field.kind === 'condition')
  return found?.[1]
}
