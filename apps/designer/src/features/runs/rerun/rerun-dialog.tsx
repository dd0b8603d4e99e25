import { Button, Modal, NativeSelect, Radio, Stack } from '@mantine/core'
import '@mantine/core/styles/Radio.layer.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Rerun, RunSummary } from '@tailorbird/contract/runs'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { nodesInOrder } from '../../../editor/model/node-order.ts'
import { oneNode } from '../../../editor/store/selection-is.ts'
import { FieldError } from '../../../ui/field-error.tsx'
import { Note } from '../../../ui/note.tsx'
import { CompletedWrites } from './completed-writes.tsx'
import { LostWrites } from './lost-writes.tsx'

interface RerunDialogProps {
  run: RunSummary
  live: boolean
  onClose(): void
  onStarted(run: RunSummary): void
}

/** Runs a run again. What was written keeps its result unless somebody ticks it: nothing is posted twice by accident. */
export function RerunDialog({ run, live, onClose, onStarted }: RerunDialogProps) {
  const [where, setWhere] = useState<'start' | 'failed' | 'node'>(run.status === 'failed' ? 'failed' : 'start')
  const [node, setNode] = useState(useEditor(oneNode) ?? '')
  const [version, setVersion] = useState<Rerun['version']>('same')
  const [again, setAgain] = useState<ReadonlySet<string>>(new Set())
  const from: Rerun['from'] = where === 'node' ? { nodeId: node } : where
  const isWhole = where !== 'node' || node !== ''
  const plan = useQuery({
    queryKey: ['runs', run.id, 'rerun-plan', from, version],
    queryFn: () => api.runs.rerunPlan({ id: run.id, from, version }),
    enabled: isWhole,
    staleTime: 0,
  })
  const writes = plan.data?.writes ?? []
  const lost = plan.data?.lost ?? []
  const chosen = [...writes, ...lost].filter((write) => again.has(stepKey(write)))
  const untold = lost.some((write) => write.why === 'moved' && !again.has(stepKey(write)))
  const client = useQueryClient()
  const start = useMutation({
    mutationFn: () =>
      api.runs.rerun({
        id: run.id,
        from,
        version,
        again: chosen.map(({ nodeId: id, path }) => ({ nodeId: id, path })),
      }),
    onSuccess: (started) => {
      void client.invalidateQueries({ queryKey: ['runs'] })
      onStarted(started)
    },
  })
  return (
    <Modal opened onClose={onClose} title="Run again" size="lg">
      <Stack gap="lg">
        <Radio.Group label="From where" value={where} onChange={(next) => setWhere(readWhere(next))}>
          <Stack gap="xs" mt="xs">
            <Radio value="start" label="From the start, with the same event" />
            <Radio value="failed" label="From what failed" disabled={run.status !== 'failed'} />
            <Radio value="node" label="From a node" />
          </Stack>
        </Radio.Group>
        {where === 'node' && <ChooseNode value={node} onChange={setNode} />}
        {!run.test && (
          <ChooseVersion run={run} latest={plan.data?.latestVersion} value={version} onChange={setVersion} />
        )}
        {plan.error && <Note tone="alarm">{inWords(plan.error)}</Note>}
        {plan.data && (writes.length > 0 || lost.length === 0) && (
          <CompletedWrites writes={writes} again={again} onChange={setAgain} live={live} />
        )}
        <LostWrites writes={lost} again={again} onChange={setAgain} />
        <FieldError>{start.error ? inWords(start.error) : undefined}</FieldError>
        <Button
          color={live && chosen.length > 0 ? 'red.8' : undefined}
          disabled={!plan.data || untold}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {buttonSays(chosen.length)}
        </Button>
      </Stack>
    </Modal>
  )
}

const readWhere = (value: string) => (value === 'failed' || value === 'node' ? value : 'start')

function buttonSays(count: number) {
  if (count === 0) return 'Run again, posting nothing a second time'
  return count === 1 ? 'Run again, and do 1 thing a second time' : `Run again, and do ${count} things a second time`
}

function ChooseNode({ value, onChange }: { value: string; onChange(nodeId: string): void }) {
  const index = useEditor((editor) => editor.index)
  return (
    <NativeSelect
      label="Node"
      value={value}
      data={[
        { value: '', label: 'Choose a node' },
        ...nodesInOrder(index).map(({ node }) => ({ value: node.id, label: node.label })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface ChooseVersionProps {
  run: RunSummary
  latest: number | null | undefined
  value: Rerun['version']
  onChange(version: Rerun['version']): void
}

function ChooseVersion({ run, latest, value, onChange }: ChooseVersionProps) {
  if (latest === null || latest === undefined || latest === run.versionNumber) return null
  return (
    <NativeSelect
      label="With"
      value={value}
      data={[
        { value: 'same', label: `Version ${run.versionNumber ?? ''}, as before` },
        { value: 'latest', label: `Version ${latest}, the latest` },
      ]}
      onChange={(event) => onChange(event.currentTarget.value === 'latest' ? 'latest' : 'same')}
    />
  )
}
