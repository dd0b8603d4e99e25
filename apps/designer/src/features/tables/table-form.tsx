import { Button, Group, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { type FormEvent, useState } from 'react'
import { ApiProblem, inWords } from '../../api/api-problem.ts'
import { Card } from '../../ui/card.tsx'
import { Note } from '../../ui/note.tsx'
import { useFocusFirstError } from '../../ui/use-focus-first-error.ts'
import { FieldRow } from './field-row.tsx'
import { type DraftField, draftOf, fieldsOf, newField } from './table-draft.ts'
import { said } from '../../words/said.ts'
import { sentence } from '../../words/page-sentence.ts'

interface TableFormProps {
  initial: { name: string; fields: readonly TableField[] }
  recordCount: number
  submitLabel: string
  /** The fields exist on the server: their keys stay. */
  exists: boolean
  busy: boolean
  error: Error | null
  onSubmit(table: { name: string; fields: TableField[] }): void
  onCancel(): void
}

export function TableForm({
  initial,
  recordCount,
  submitLabel,
  exists,
  busy,
  error,
  onSubmit,
  onCancel,
}: TableFormProps) {
  const [name, setName] = useState(initial.name)
  const [drafts, setDrafts] = useState<DraftField[]>(() =>
    initial.fields.map((field) => (exists ? draftOf(field) : { ...draftOf(field), kept: undefined })),
  )
  const problem = error instanceof ApiProblem ? error : undefined
  const fields = fieldsOf(drafts)
  const sentAs = (draft: DraftField) => drafts.filter(({ removed }) => !removed).indexOf(draft)
  const form = useFocusFirstError(error)

  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit({ name, fields })
  }
  const change = (uid: number, part: Partial<DraftField>) =>
    setDrafts((all) => all.map((draft) => (draft.uid === uid ? { ...draft, ...part } : draft)))
  const remove = (draft: DraftField) =>
    draft.kept ? change(draft.uid, { removed: true }) : setDrafts((all) => all.filter(({ uid }) => uid !== draft.uid))

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        {error && (
          <Note tone="alarm">
            {problem?.errors.length
              ? (problem.errorAt('fields') ?? sentence(said('table.fields-not-right')))
              : inWords(error)}
          </Note>
        )}
        <TextInput
          label="Name of the table"
          maw={400}
          maxLength={120}
          autoFocus={!exists}
          value={name}
          error={problem?.errorAt('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Card label="Fields">
          {drafts.map((draft) => {
            const index = sentAs(draft)
            const wrong = (part: string) => problem?.errorAt(`fields.${index}.${part}`)
            return (
              <FieldRow
                key={draft.uid}
                field={draft}
                fieldKey={draft.label === '' ? undefined : fields[index]?.key}
                recordCount={recordCount}
                errors={{ label: wrong('label') ?? wrong('key'), options: wrong('options') }}
                onChange={(part) => change(draft.uid, part)}
                onMove={(by) => setDrafts((all) => moved(all, all.indexOf(draft), by))}
                onRemove={() => remove(draft)}
              />
            )
          })}
          <Button
            variant="subtle"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setDrafts((all) => [...all, newField()])}
          >
            Add a field
          </Button>
        </Card>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function moved(drafts: DraftField[], from: number, by: -1 | 1): DraftField[] {
  const [draft] = drafts.slice(from, from + 1)
  if (!draft) return drafts
  const others = drafts.toSpliced(from, 1)
  return others.toSpliced(Math.max(0, from + by), 0, draft)
}
