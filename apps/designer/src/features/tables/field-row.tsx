import '@mantine/core/styles/Checkbox.layer.css'
import { ActionIcon, Button, Checkbox, NativeSelect, Text, TextInput, Textarea } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { TableFieldKind } from '@tailorbird/flow/tables/table-field'
import { Note } from '../../ui/note.tsx'
import { kindOptions } from './field-kinds.ts'
import classes from './field-row.module.css'
import type { DraftField } from './table-draft.ts'

interface FieldRowProps {
  field: DraftField
  fieldKey: string | undefined
  recordCount: number
  errors: { label?: string | undefined; options?: string | undefined }
  onChange(change: Partial<DraftField>): void
  onMove(by: -1 | 1): void
  onRemove(): void
}

/** One field of the table being edited. */
export function FieldRow({ field, fieldKey, recordCount, errors, onChange, onMove, onRemove }: FieldRowProps) {
  const name = field.label || 'the new field'
  if (field.removed)
    return <RemovedRow field={field} recordCount={recordCount} onKeep={() => onChange({ removed: false })} />
  return (
    <div className={classes.row} role="group" aria-label={field.label || 'New field'}>
      <TextInput
        label="Name"
        description={fieldKey && `Key: ${fieldKey}`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={80}
        value={field.label}
        error={errors.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <NativeSelect
        label="Kind"
        data={kindOptions}
        value={field.kind}
        onChange={(event) => onChange({ kind: TableFieldKind.parse(event.currentTarget.value) })}
      />
      <div className={classes.required}>
        <Checkbox
          label="Required"
          aria-label={`${name} is required`}
          checked={field.required}
          onChange={(event) => onChange({ required: event.currentTarget.checked })}
        />
      </div>
      <div className={classes.tools}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Move ${name} up`} onClick={() => onMove(-1)}>
          <IconArrowUp size={18} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Move ${name} down`} onClick={() => onMove(1)}>
          <IconArrowDown size={18} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Remove ${name}`} onClick={onRemove}>
          <IconTrash size={18} />
        </ActionIcon>
      </div>
      {field.kind === 'choice' && (
        <Textarea
          className={classes.wide}
          label="Options"
          description="One on each line."
          autosize={false}
          rows={Math.max(3, field.options.length + 1)}
          value={field.options.join('\n')}
          error={errors.options}
          onChange={(event) => onChange({ options: event.currentTarget.value.split('\n') })}
        />
      )}
    </div>
  )
}

function RemovedRow({ field, recordCount, onKeep }: { field: DraftField; recordCount: number; onKeep: () => void }) {
  return (
    <div className={classes.row}>
      <div className={classes.wide}>
        <Note
          tone="waiting"
          action={
            <Button variant="default" size="compact-sm" onClick={onKeep}>
              Keep it
            </Button>
          }
        >
          <Text span fw={500}>
            “{field.label}” will be removed.
          </Text>{' '}
          {lost(field, recordCount)}
        </Note>
      </div>
    </div>
  )
}

function lost({ kind }: DraftField, recordCount: number) {
  if (recordCount === 0) return 'Flows that use it will show a problem.'
  const whose = recordCount === 1 ? 'the one record' : `all ${recordCount} records`
  return `Saving deletes ${kind === 'attachments' ? 'its files' : 'what stands in it'} in ${whose}, for good. Flows that use it will show a problem.`
}
