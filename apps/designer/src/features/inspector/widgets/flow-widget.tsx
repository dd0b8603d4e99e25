import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../api/queries.ts'
import { useEditor } from '../../../editor/editor-context.ts'
import { type WidgetProps, fixedOf } from '../widget.ts'

/** Another flow. This one is left out: it would call itself. */
export function FlowWidget({ binding, onChange, id, describedBy, readOnly }: WidgetProps<'flow'>) {
  const own = useEditor((editor) => editor.flow.id)
  const flows = useQuery(queries.flows()).data ?? []
  const value = fixedOf(binding)
  const others = flows.filter(({ id: flowId }) => flowId !== own)
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      data={others.map((flow) => ({ value: flow.id, label: flow.name }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next === null ? undefined : { fixed: next })}
      placeholder={others.length === 0 ? 'There is no other flow yet' : 'Choose a flow'}
      searchable={others.length > 8}
      allowDeselect={false}
      readOnly={readOnly}
    />
  )
}
