import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Table } from '@tailorbird/contract/tables'
import type { TableRecord } from '@tailorbird/contract/records'
import { type ReactNode, useState } from 'react'
import { ApiProblem } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { Note } from '../../../ui/note.tsx'
import { RecordForm, type RecordValues } from './record-form.tsx'

interface RecordEditorProps {
  table: Table
  /** Undefined: a new one. */
  record: TableRecord | undefined
  actions?: ReactNode
  onSaved(record: TableRecord): void
  onTouched(): void
}

/** Saves a record, and keeps apart what two people changed at the same time. */
export function RecordEditor({ table, record, actions, onSaved, onTouched }: RecordEditorProps) {
  const queryClient = useQueryClient()
  // Another round of the form: what was typed is dropped and what stands on the server is shown.
  const [round, setRound] = useState(0)
  const save = useMutation({
    mutationFn: (values: RecordValues) =>
      record
        ? api.records.update({ id: record.id, values, revision: record.revision })
        : api.records.create({ tableId: table.id, values }),
    onSuccess: (saved) => {
      queryClient.setQueryData(queries.record(saved.id).queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: ['records', 'of', table.id] })
      void queryClient.invalidateQueries({ queryKey: ['tables'] })
      onSaved(saved)
    },
  })
  const changedMeanwhile =
    record && save.error instanceof ApiProblem && save.error.type === 'tailorbird:record-changed'
      ? save.error
      : undefined

  async function reload(id: string) {
    await queryClient.refetchQueries({ queryKey: queries.record(id).queryKey })
    save.reset()
    setRound((before) => before + 1)
  }

  return (
    <Stack gap="md">
      {changedMeanwhile && record && (
        <Note
          tone="waiting"
          action={
            <Button variant="default" size="compact-sm" onClick={() => void reload(record.id)}>
              Show what stands there now
            </Button>
          }
        >
          {changedMeanwhile.detail} Copy what you typed if you want to keep it.
        </Note>
      )}
      <RecordForm
        key={round}
        table={table}
        record={record}
        busy={save.isPending}
        error={changedMeanwhile ? null : save.error}
        submitLabel={record ? 'Save' : 'Create record'}
        actions={actions}
        onSubmit={(values) => save.mutate(values)}
        onTouched={onTouched}
      />
    </Stack>
  )
}
