import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RunStep, RunSummary } from '@tailorbird/contract/runs'
import type { Field } from '@tailorbird/flow/fields/field'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { FieldError } from '../../../ui/field-error.tsx'
import { Note } from '../../../ui/note.tsx'
import css from './settle-doubt.module.css'
import { ValueForm } from './value-form.tsx'

type Verdict = Parameters<typeof api.runs.settle>[0]['verdict']
type Said = Extract<Verdict, { happened: true }>['says']

/** Nobody can tell whether something was written. A person looks there and says what is true, in the form of the node;
 *  nothing is sent on a guess. */
export function SettleDoubt({ run, step }: { run: RunSummary; step: RunStep }) {
  const settling = useEditor(({ index, workspace }) => {
    const node = index.node.get(step.nodeId)
    return node && surroundingsOf(workspace).nodeType(node.type)?.settling
  })
  const [says, setSays] = useState<Record<string, unknown>>(() => initialOf(settling?.says ?? {}))
  const client = useQueryClient()
  const settle = useMutation({
    mutationFn: (verdict: Verdict) => api.runs.settle({ id: run.id, nodeId: step.nodeId, path: step.path, verdict }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs'] }),
  })
  if (!settling) return null
  const fields = Object.entries(settling.says)
  // The server checks what is filled in: what checks it comes with zod, too heavy for a page that mostly shows a run.
  const isWhole = fields.every(([name, { optional }]) => optional || !isBlank(says[name]))
  return (
    <Note tone="waiting">
      <div className={css.settle}>
        <p>{settling.asks}</p>
        <ValueForm legend="If it has happened" fields={fields} value={says} onChange={setSays} />
        <Group gap="sm">
          <Button
            size="xs"
            disabled={!isWhole}
            loading={settle.isPending}
            onClick={() => settle.mutate({ happened: true, says: says as Said })}
          >
            {settling.happened}
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

const isBlank = (value: unknown) => value === undefined || value === null || value === '' || Number.isNaN(value)

const initialOf = (fields: Readonly<Record<string, Field>>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { initial }]) => (initial === undefined ? [] : [[name, initial]])),
  )
