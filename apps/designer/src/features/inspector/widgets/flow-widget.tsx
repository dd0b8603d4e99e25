import { Select } from '@mantine/core'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { flowChoices } from '../../../editor/model/flow-choices.ts'
import { type WidgetProps, fixedOf } from '../field/widget.ts'

/** Another flow that can be called. */
export function FlowWidget({ binding, onChange, id, describedBy, readOnly }: WidgetProps<'flow'>) {
  const own = useEditor((editor) => editor.flow.id)
  const flows = useEditor((editor) => editor.workspace.flows)
  const chosen = fixedOf(binding)
  const value = typeof chosen === 'string' ? chosen : null
  const choices = flowChoices(flows, { own, source: 'call', chosen: value ?? undefined })
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      data={choices}
      value={value}
      onChange={(next) => onChange(next === null ? undefined : { fixed: next })}
      placeholder={choices.length === 0 ? 'No flow starts with “Flow called” yet' : 'Choose a flow'}
      searchable={choices.length > 8}
      allowDeselect={false}
      readOnly={readOnly}
    />
  )
}
