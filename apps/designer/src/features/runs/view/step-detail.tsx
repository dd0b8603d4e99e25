import { Button, Tabs } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { RunStep, RunSummary } from '@tailorbird/contract/runs'
import { loopsAround } from '@tailorbird/flow/graph/graph-index'
import { Suspense, lazy, useState } from 'react'
import { duration } from '../../../editor/model/in-words/duration.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { lookOfStep } from '../../../editor/model/run/run-look.ts'
import { Note } from '../../../ui/note.tsx'
import { JsonView } from './json-view.tsx'
import css from './step-detail.module.css'
import { StepNotes } from './step-notes.tsx'
import { TurnLine } from './turn-line.tsx'

/** Rarely needed: it comes when a step is in doubt. */
const SettleDoubt = lazy(async () => ({ default: (await import('./settle-doubt.tsx')).SettleDoubt }))

interface StepDetailProps {
  run: RunSummary
  step: RunStep
  label: string
  onBack(): void
}

/** What went into a node, what came out of it, and what went wrong. */
export function StepDetail({ run, step, label, onBack }: StepDetailProps) {
  const [chosen, setChosen] = useState<string>()
  const tab = chosen ?? (step.failure ? 'error' : step.output === null ? 'input' : 'output')
  const loops = useEditor(({ index }) => [...loopsAround(index, step.nodeId), step.nodeId].join(' ')).split(' ')
  const { says } = lookOfStep(step.status)
  const took =
    step.endedAt && step.status !== 'skipped'
      ? `, ${duration(Date.parse(step.endedAt) - Date.parse(step.startedAt))}`
      : ''
  return (
    <div className={css.detail}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={css.back}
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        onClick={onBack}
      >
        All steps
      </Button>
      <h2 className={css.title}>{label}</h2>
      <p className={css.facts}>
        {says}
        {took}
        {step.attempt > 1 && `, attempt ${step.attempt}`}
      </p>
      {loops.map((loopId) => (
        <TurnLine key={loopId} loopId={loopId} withName />
      ))}
      <StepNotes run={run} step={step} />
      {isDoubted(run, step) && (
        <Suspense>
          <SettleDoubt run={run} step={step} />
        </Suspense>
      )}
      <Tabs value={tab} onChange={(next) => setChosen(next ?? undefined)} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="input">Input</Tabs.Tab>
          <Tabs.Tab value="output">Output</Tabs.Tab>
          <Tabs.Tab value="error" disabled={!step.failure}>
            {step.status === 'waiting' ? 'Why' : 'Error'}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="input" pt="sm">
          <JsonView value={step.input} empty="Nothing goes into this node." />
        </Tabs.Panel>
        <Tabs.Panel value="output" pt="sm">
          <JsonView
            value={step.output}
            empty={step.endedAt ? 'This node put nothing out.' : 'Nothing has come out yet.'}
          />
        </Tabs.Panel>
        <Tabs.Panel value="error" pt="sm">
          {step.failure && (
            <Note tone={step.status === 'failed' ? 'alarm' : 'waiting'}>
              {step.failure.message}
              {step.failure.hint && <p className={css.hint}>{step.failure.hint}</p>}
              <code className={css.code}>{step.failure.code}</code>
            </Note>
          )}
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

/** Nobody can tell what became of it; in a run that was stopped, nobody looks any more either. */
function isDoubted({ endedAt }: RunSummary, { status, park }: RunStep) {
  if (status === 'in doubt') return true
  return endedAt !== null && (status === 'intended' || (status === 'waiting' && park?.reason === 'verifying'))
}
