import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RunStep, RunSummary } from '@tailorbird/contract/runs'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { FieldError } from '../../../ui/field-error.tsx'
import { Note } from '../../../ui/note.tsx'
import css from './settle-doubt.module.css'

type Verdict = Parameters<typeof api.runs.settle>[0]['verdict']

/** Nobody can tell whether something was written to X. A person looks there and says what is true; nothing is sent on a guess. */
export function SettleDoubt({ run, step }: { run: RunSummary; step: RunStep }) {
  const [address, setAddress] = useState('')
  const client = useQueryClient()
  const settle = useMutation({
    mutationFn: (verdict: Verdict) => api.runs.settle({ id: run.id, nodeId: step.nodeId, path: step.path, verdict }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  })
  // The address of a post ends in its id; both may be pasted.
  const externalId = /(\d{1,19})\D*$/.exec(address.split('?')[0] ?? '')?.[1]
  return (
    <Note tone="waiting">
      <div className={css.settle}>
        <p>
          The line broke while this was sent, and X does not show clearly whether it arrived. Look at the account’s
          posts, then say what is true.
        </p>
        <TextInput
          label="It is there: address or id of the post"
          placeholder="https://x.com/you/status/…"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button
            size="xs"
            disabled={externalId === undefined}
            loading={settle.isPending}
            onClick={() => externalId && settle.mutate({ happened: true, externalId })}
          >
            It was posted, go on
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={settle.isPending}
            onClick={() => settle.mutate({ happened: false, then: 'send again' })}
          >
            It was not: send again
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={settle.isPending}
            onClick={() => settle.mutate({ happened: false, then: 'fail' })}
          >
            It was not: give up
          </Button>
        </Group>
        <FieldError>{settle.error ? inWords(settle.error) : undefined}</FieldError>
      </div>
    </Note>
  )
}
