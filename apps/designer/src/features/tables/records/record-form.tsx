import { Button, Group, Stack } from '@mantine/core'
import type { Table } from '@tailorbird/contract/tables'
import type { TableRecord } from '@tailorbird/contract/records'
import { type FormEvent, type ReactNode, useState } from 'react'
import { ApiProblem, inWords } from '../../../api/api-problem.ts'
import { Note } from '../../../ui/note.tsx'
import { useFocusFirstError } from '../../../ui/use-focus-first-error.ts'
import { AttachmentsInput } from '../files/attachments-input.tsx'
import { filesIn } from './record-files.ts'
import { type Plain, RecordInput } from './record-input.tsx'
import type { UploadItem } from '../files/use-uploads.ts'
import { said } from '../../../words/said.ts'
import { sentence } from '../../../words/page-sentence.ts'

/** What is sent for one field: ids for attachments, else the value. */
export type RecordValues = Record<string, Plain | string[]>

interface RecordFormProps {
  table: Table
  record: TableRecord | undefined
  busy: boolean
  error: Error | null
  submitLabel: string
  /** More ways out, beside the button. */
  actions?: ReactNode
  onSubmit(values: RecordValues): void
  onTouched(): void
}

export function RecordForm({ table, record, busy, error, submitLabel, actions, onSubmit, onTouched }: RecordFormProps) {
  const [values, setValues] = useState(() => plainValues(table, record))
  const [files, setFiles] = useState<Record<string, readonly UploadItem[]>>({})
  const problem = error instanceof ApiProblem ? error : undefined
  // What was wrong with a field is no longer said once the field has been changed.
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  const wrongWith = (key: string) => (changed.has(key) ? undefined : problem?.errorAt(key))
  const form = useFocusFirstError(error)
  const sending = Object.values(files)
    .flat()
    .filter(({ state }) => state === 'sending').length

  function touch(key: string) {
    setChanged((keys) => new Set(keys).add(key))
    onTouched()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    setChanged(new Set())
    const ids = Object.entries(files).map(([key, items]) => [key, items.flatMap(({ id }) => id ?? [])] as const)
    onSubmit({ ...values, ...Object.fromEntries(ids) })
  }

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        {error && (
          <Note tone="alarm">
            {problem?.errors.length ? sentence(said('record.fields-not-right')) : inWords(error)}
          </Note>
        )}
        {table.fields.map((field, index) =>
          field.kind === 'attachments' ? (
            <AttachmentsInput
              key={field.key}
              label={field.label}
              required={field.required}
              initial={filesIn(record?.values[field.key])}
              error={wrongWith(field.key)}
              onChange={(items) => {
                setFiles((all) => ({ ...all, [field.key]: items }))
                if (items.some(({ key }) => key.startsWith('new-'))) touch(field.key)
              }}
            />
          ) : (
            <RecordInput
              key={field.key}
              field={field}
              value={values[field.key] ?? null}
              error={wrongWith(field.key)}
              autoFocus={index === 0 && !record}
              onChange={(value) => {
                setValues((all) => ({ ...all, [field.key]: value }))
                touch(field.key)
              }}
            />
          ),
        )}
        <Group justify="space-between">
          <Group>{actions}</Group>
          <Button type="submit" loading={busy} disabled={sending > 0}>
            {sending > 0 ? `Uploading ${sending === 1 ? 'a file' : `${sending} files`}…` : submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function plainValues({ fields }: Table, record: TableRecord | undefined): Record<string, Plain> {
  const plain = fields.filter(({ kind }) => kind !== 'attachments')
  return Object.fromEntries(plain.map(({ key }) => [key, asInput(record?.values[key])]))
}

const asInput = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
