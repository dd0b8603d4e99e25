import { Button, Group, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconColumnInsertRight, IconMaximize, IconPlus, IconRowInsertBottom } from '@tabler/icons-react'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Decisions } from '@tailorbird/flow/fields/decisions'
import { useEffect, useEffectEvent, useState } from 'react'
import { useEditorStore } from '../../../editor/store/editor-context.ts'
import { newId } from '../../../editor/model/new-id.ts'
import { freeLabel } from '../../../editor/model/changes/new-node.ts'
import { labelOf } from '../../../editor/model/pills/pill-label.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { DataPicker } from '../pills/data-picker.tsx'
import { type WidgetProps, fixedOf } from '../field/widget.ts'
import { addRow, decisionsIn } from './decisions/decisions-draft.ts'
import { DecisionsTable } from './decisions/decisions-table.tsx'
import css from './decisions/decisions.module.css'
import { freeKey } from './rows/named-values.ts'

/** A decision table: in the form as wide as the form is, and in a window of its own when there is more to see. */
export function DecisionsWidget({ field, binding, onChange, sources, readOnly, insertRef }: WidgetProps<'decisions'>) {
  const store = useEditorStore()
  const isSmall = useMediaQuery('(max-width: 760px)') ?? false
  const [large, setLarge] = useState(false)
  const table = decisionsIn(fixedOf(binding))
  const set = (next: Decisions) => onChange({ fixed: JSON.parse(JSON.stringify(next)) })
  const addColumn = (pill: Pill) => {
    const { index, workspace } = store.getState()
    const { field: name } = labelOf(pill, { index, surroundings: surroundingsOf(workspace) })
    const label = freeLabel(name.slice(0, 60), new Set(table.columns.map((column) => column.label)))
    set({ ...withFirstRow(table), columns: [...table.columns, { id: newId(), label, value: { pill } }] })
  }
  const insert = useEffectEvent(addColumn)
  useEffect(() => {
    insertRef.current = (pill) => insert(pill)
  }, [insertRef])
  const addResult = () =>
    set({
      ...withFirstRow(table),
      results: [...table.results, { id: newId(), key: freeKey('result', table.results), kind: 'text' }],
    })
  const hasColumns = table.columns.length + table.results.length > 0
  const body = (
    <div className={css.widget}>
      {hasColumns && <DecisionsTable table={table} onChange={set} sources={sources} readOnly={readOnly} />}
      {!readOnly && (
        <Group gap="xs">
          <DataPicker sources={sources} onTake={addColumn}>
            <Button {...BUTTON} leftSection={<IconColumnInsertRight size={14} aria-hidden />}>
              Add column
            </Button>
          </DataPicker>
          <Button {...BUTTON} leftSection={<IconPlus size={14} aria-hidden />} onClick={addResult}>
            Add result
          </Button>
          {hasColumns && (
            <Button
              {...BUTTON}
              leftSection={<IconRowInsertBottom size={14} aria-hidden />}
              onClick={() => set(addRow(table))}
            >
              Add row
            </Button>
          )}
          {hasColumns && !table.otherwise && (
            <Button {...BUTTON} variant="subtle" color="gray" onClick={() => set({ ...table, otherwise: {} })}>
              Add default row
            </Button>
          )}
        </Group>
      )}
    </div>
  )
  return (
    <>
      {!large && body}
      {hasColumns && !large && (
        <Button
          {...BUTTON}
          variant="subtle"
          className={css.enlarge}
          leftSection={<IconMaximize size={14} aria-hidden />}
          onClick={() => setLarge(true)}
        >
          Open in a large window
        </Button>
      )}
      <Modal
        opened={large}
        onClose={() => setLarge(false)}
        title={field.label}
        size="min(1400px, calc(100vw - 32px))"
        fullScreen={isSmall}
      >
        {large && body}
      </Modal>
    </>
  )
}

const BUTTON = { variant: 'default', size: 'compact-sm' } as const

/** With its first column the table gets its first row: there is something to fill in. */
const withFirstRow = (table: Decisions) => (table.rows.length === 0 ? addRow(table) : table)
