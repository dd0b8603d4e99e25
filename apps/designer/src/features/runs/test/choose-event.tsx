import { Select, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { TableRecord } from '@tailorbird/contract/records'
import type { Field } from '@tailorbird/flow/fields/field'
import { STORED } from '@tailorbird/flow/tables/stored-kinds'
import { outputOf } from '@tailorbird/flow/graph/pill-sources'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { timeInWords } from '../../../ui/time/time-in-words.ts'
import { ValueForm } from '../view/value-form.tsx'
import { type ChosenEvent, MADE_UP } from './use-chosen-event.ts'

/** What the test begins with. */
export function ChooseEvent({ trigger, chosen }: { trigger: GraphNode; chosen: ChosenEvent }) {
  const type = useEditor((editor) => surroundingsOf(editor.workspace).nodeType(trigger.type))
  const surroundings = useEditor((editor) => surroundingsOf(editor.workspace))
  const fields = Object.entries(outputOf(trigger, surroundings)).filter(([, field]) => !isEmptyObject(field))
  if (type?.source === 'record') return <ChooseRecord chosen={chosen} />
  const asks = fields.some(([, { kind }]) => kind === 'object')
  if (type?.source === 'schedule' || (type?.source === 'manual' && !asks) || fields.length === 0) {
    return (
      <Text c="dimmed" size="sm">
        Nothing to choose: the test starts as if{' '}
        {type?.source === 'schedule' ? 'the time had come now' : 'somebody pressed Run'}.
      </Text>
    )
  }
  return <ValueForm legend="Sample to start with" fields={fields} value={chosen.sample} onChange={chosen.setSample} />
}

/** A trigger that asks for nothing has nothing to fill in. */
const isEmptyObject = (field: Field) => field.kind === 'object' && Object.keys(field.fields).length === 0

function ChooseRecord({ chosen }: { chosen: ChosenEvent }) {
  const { tableId, records, recordId, chooseRecord, sample, setSample } = chosen
  const table = useEditor((editor) => editor.workspace.tables.find(({ id }) => id === tableId))
  if (!table) {
    return (
      <Text c="dimmed" size="sm">
        Choose the trigger’s table first.
      </Text>
    )
  }
  const named = table.fields.find(({ kind }) => kind === 'text' || kind === 'longText')?.key
  const fields = table.fields.map((field): [string, Field] => [field.key, STORED[field.kind].asField(field)])
  return (
    <>
      <Select
        label={`Record of ${table.name}`}
        data={[
          ...(records ?? []).map((record) => ({ value: record.id, label: nameOf(record, named) })),
          { value: MADE_UP, label: 'A made-up record' },
        ]}
        value={recordId ?? null}
        onChange={(id) => id !== null && chooseRecord(id)}
        allowDeselect={false}
        searchable
        w="100%"
      />
      {recordId === MADE_UP && (
        <ValueForm
          legend="Sample to start with"
          fields={fields.filter(([, { kind }]) => kind !== 'files')}
          value={sample}
          onChange={setSample}
        />
      )}
      {records?.length === 0 && (
        <Text size="sm">
          {table.name} has no records yet.{' '}
          <Link to="/tables/$tableId" params={{ tableId: table.id }}>
            Add one
          </Link>{' '}
          to test with pictures.
        </Text>
      )}
    </>
  )
}

function nameOf({ values, id, createdAt }: TableRecord, key: string | undefined): string {
  const value = key === undefined ? undefined : values[key]
  const name = typeof value === 'string' && value.trim() !== '' ? value : `Record ${id.slice(-6)}`
  return `${name.length > 48 ? `${name.slice(0, 46)}…` : name}, ${timeInWords(new Date(createdAt), new Date())}`
}
