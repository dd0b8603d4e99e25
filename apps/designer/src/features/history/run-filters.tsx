import { Button, Group, NativeSelect } from '@mantine/core'
import type { Environment } from '@tailorbird/flow/contract/connections'
import { type RunStatus, isRunStatus } from '@tailorbird/flow/run/run-status'
import type { RunFilter } from '../../api/queries.ts'

interface RunFiltersProps {
  filter: RunFilter
  flows: readonly { id: string; name: string }[]
  environments: readonly Environment[]
  onChange(filter: RunFilter): void
}

const STATUS: Record<RunStatus, string> = {
  queued: 'Queued',
  running: 'Running',
  waiting: 'Waiting',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Stopped',
}

/** Which runs are shown. What is chosen stands in the address, so that it can be sent to somebody. */
export function RunFilters({ filter, flows, environments, onChange }: RunFiltersProps) {
  const any = Object.values(filter).some((value) => value !== undefined)
  return (
    <Group gap="sm" mb="md" align="flex-end">
      <NativeSelect
        label="Flow"
        value={filter.flowId ?? ''}
        data={[{ value: '', label: 'All flows' }, ...flows.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => onChange({ ...filter, flowId: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label="Environment"
        value={filter.environment ?? ''}
        data={[{ value: '', label: 'All' }, ...environments.map(({ key, name }) => ({ value: key, label: name }))]}
        onChange={(event) => onChange({ ...filter, environment: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label="Status"
        value={filter.status ?? ''}
        data={[{ value: '', label: 'All' }, ...Object.entries(STATUS).map(([value, label]) => ({ value, label }))]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...filter, status: isRunStatus(value) ? value : undefined })
        }
      />
      {any && (
        <Button variant="subtle" onClick={() => onChange({})}>
          Show all
        </Button>
      )}
    </Group>
  )
}
