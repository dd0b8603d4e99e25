import { Select } from '@mantine/core'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { type WidgetProps, fixedOf } from '../field/widget.ts'

export function TableWidget({ binding, onChange, id, describedBy, readOnly }: WidgetProps<'table'>) {
  const tables = useEditor((editor) => editor.workspace.tables)
  const value = fixedOf(binding)
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      data={tables.map((table) => ({ value: table.id, label: table.name }))}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next === null ? undefined : { fixed: next })}
      placeholder={tables.length === 0 ? 'There is no table yet' : 'Choose a table'}
      searchable={tables.length > 8}
      allowDeselect={false}
      readOnly={readOnly}
    />
  )
}
