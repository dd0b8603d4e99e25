import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import type { Environment } from '@tailorbird/contract/environments'
import { type RunStatus, isRunStatus } from '@tailorbird/flow/run/run-status'
import { useState } from 'react'
import type { RunChoice } from './run-choice.ts'

interface RunFiltersProps {
  choice: RunChoice
  flows: readonly { id: string; name: string }[]
  environments: readonly Environment[]
  onChange(choice: RunChoice): void
}

const STATUS: Record<RunStatus, string> = {
  queued: 'Queued',
  running: 'Running',
  waiting: 'Waiting',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Stopped',
}

/** Typing asks once somebody pauses. Milliseconds. */
const PAUSE_MS = 300

/** Which runs are shown. What is chosen stands in the address, so that it can be sent to somebody. */
export function RunFilters({ choice, flows, environments, onChange }: RunFiltersProps) {
  const any = Object.values(choice).some((value) => value !== undefined)
  return (
    <Group gap="sm" mb="md" align="flex-end">
      <SearchField value={choice.text ?? ''} onChange={(text) => onChange({ ...choice, text: text || undefined })} />
      <NativeSelect
        label="Flow"
        value={choice.flow ?? ''}
        data={[{ value: '', label: 'All flows' }, ...flows.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => onChange({ ...choice, flow: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label="Environment"
        value={choice.environment ?? ''}
        data={[{ value: '', label: 'All' }, ...environments.map(({ key, name }) => ({ value: key, label: name }))]}
        onChange={(event) => onChange({ ...choice, environment: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label="Status"
        value={choice.status ?? ''}
        data={[{ value: '', label: 'All' }, ...Object.entries(STATUS).map(([value, label]) => ({ value, label }))]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...choice, status: isRunStatus(value) ? value : undefined })
        }
      />
      <TextInput
        label="From"
        type="date"
        value={choice.from ?? ''}
        onChange={(event) => onChange({ ...choice, from: event.currentTarget.value || undefined })}
      />
      <TextInput
        label="To"
        type="date"
        value={choice.to ?? ''}
        onChange={(event) => onChange({ ...choice, to: event.currentTarget.value || undefined })}
      />
      {any && (
        <Button variant="subtle" onClick={() => onChange({})}>
          Show all
        </Button>
      )}
    </Group>
  )
}

function SearchField({ value, onChange }: { value: string; onChange(text: string): void }) {
  const [text, setText] = useState(value)
  const [sent, setSent] = useState(value)
  const [seen, setSeen] = useState(value)
  const send = useDebouncedCallback((next: string) => {
    setSent(next)
    onChange(next)
  }, PAUSE_MS)
  // Changed from outside, by "Show all" or the back button.
  if (value !== seen) {
    setSeen(value)
    if (value !== sent) setText(value)
  }
  return (
    <TextInput
      label="Search"
      placeholder="In the cause or the error"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        send(event.currentTarget.value)
      }}
    />
  )
}
