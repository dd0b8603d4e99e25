import { Button, Group, Modal, NativeSelect, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconRepeat } from '@tabler/icons-react'
import type { Rerun } from '@tailorbird/contract/runs'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import type { RunFilter } from '../../../api/run-filter.ts'
import { FieldError } from '../../../ui/field-error.tsx'
import { toast } from '../../../ui/toasts/toast.tsx'

/** Lets every failed run of the filter go on from where it failed. First it is counted, then it is done. */
export function RerunFailed({ filter: { flowId, environment, startedAfter, startedBefore } }: { filter: RunFilter }) {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<IconRepeat size={16} aria-hidden />} onClick={() => setOpened(true)}>
        Run failed ones again…
      </Button>
      {opened && (
        <Dialog filter={{ flowId, environment, startedAfter, startedBefore }} onClose={() => setOpened(false)} />
      )}
    </>
  )
}

function Dialog({ filter, onClose }: { filter: Omit<RunFilter, 'status' | 'text'>; onClose(): void }) {
  const [version, setVersion] = useState<Rerun['version']>('same')
  const client = useQueryClient()
  const count = useQuery({
    queryKey: ['runs', 'rerun-failed', filter, version],
    queryFn: () => api.runs.bulkRerun({ filter, version, dryRun: true }),
    staleTime: 0,
  })
  const start = useMutation({
    mutationFn: () => api.runs.bulkRerun({ filter, version, dryRun: false }),
    onSuccess: ({ runs }) => {
      void client.invalidateQueries({ queryKey: ['runs'] })
      toast.done(runs === 1 ? 'One run goes on.' : `${runs} runs go on.`)
      onClose()
    },
  })
  const runs = count.data?.runs ?? 0
  const error = count.error ?? start.error
  return (
    <Modal opened onClose={onClose} title="Run failed runs again">
      <Stack gap="md">
        <p role="status">{count.data ? inSentence(count.data) : error ? '' : 'Counting…'}</p>
        <p>What was posted keeps its result: nothing is posted a second time.</p>
        <NativeSelect
          label="With"
          value={version}
          data={[
            { value: 'same', label: 'The version each ran with' },
            { value: 'latest', label: 'The latest version' },
          ]}
          onChange={(event) => setVersion(event.currentTarget.value === 'latest' ? 'latest' : 'same')}
        />
        <FieldError>{error ? inWords(error) : undefined}</FieldError>
        <Group gap="sm">
          <Button disabled={runs === 0} loading={start.isPending} onClick={() => start.mutate()}>
            {runs === 1 ? 'Run it again' : `Run ${runs} again`}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function inSentence({ runs, skipped, inDoubt }: { runs: number; skipped: number; inDoubt: number }) {
  const unsure = inDoubt === 0 ? '' : ` ${doubted(inDoubt)}`
  const left =
    skipped === 0 ? '' : ` ${skipped} ${skipped === 1 ? 'is' : 'are'} left out: run again already, or not possible.`
  if (runs === 0) return `No failed run is to be run again.${left}${unsure}`
  return runs === 1
    ? `1 failed run will go on from where it failed.${left}${unsure}`
    : `${runs} failed runs will go on from where they failed.${left}${unsure}`
}

const doubted = (count: number) =>
  count === 1
    ? 'In 1 more, nobody can tell whether something was posted: look on X and settle it in that run first.'
    : `In ${count} more, nobody can tell whether something was posted: look on X and settle it in those runs first.`
