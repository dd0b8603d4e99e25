import { IconExternalLink } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { parkInWords } from '../../../editor/model/in-words/park-reason.ts'
import { lookOfRun } from '../../../editor/model/run/run-look.ts'
import type { RunView } from '../../../editor/model/run/run-view.ts'
import { Note } from '../../../ui/note.tsx'
import { StatusChip, type Tone } from '../../../ui/status-chip.tsx'
import { useNow } from '../../../ui/time/use-now.ts'
import css from './run-panel.module.css'
import { StepDetail } from './step-detail.tsx'
import { StepList } from './step-list.tsx'
import { useRunStream } from './use-run-stream.ts'
import type { Look } from '../../../editor/model/run/run-look.ts'
import { sentence } from '../../../words/sentence.ts'
import { said } from '../../../words/said.ts'

const TONES: Readonly<Record<Look['tone'], Tone>> = {
  going: 'busy',
  waiting: 'waiting',
  done: 'good',
  failed: 'alarm',
  doubt: 'waiting',
  quiet: 'quiet',
}

/** A run, step by step; with a node selected, what went into it and what came out. */
export function RunPanel({ view, linked = true }: { view: RunView; linked?: boolean }) {
  const line = useRunStream()
  const store = useEditorStore()
  const selected = useEditor(({ selectedNodes }) => (selectedNodes.size === 1 ? [...selectedNodes][0] : undefined))
  const step = selected === undefined ? undefined : view.steps.get(selected)
  const label = useEditor(({ index }) => (selected === undefined ? undefined : index.node.get(selected)?.label))
  const look = lookOfRun(view.run)
  return (
    <section className={css.run} aria-label="Run">
      <div className={css.head}>
        <StatusChip tone={TONES[look.tone]} icon={look.icon}>
          {look.says}
        </StatusChip>
        <WaitingUntil view={view} />
        {linked && (
          <Link to="/runs/$runId" params={{ runId: view.run.id }} className={css.link}>
            Open the run <IconExternalLink size={14} aria-hidden />
          </Link>
        )}
      </div>
      {!line && <Note tone="waiting">{sentence(said('run.line-down'))}</Note>}
      {view.run.failure && !step?.failure && (
        <Note tone="alarm">
          {view.run.failure.message} {view.run.failure.hint}
        </Note>
      )}
      {step && label !== undefined ? (
        <StepDetail run={view.run} step={step} label={label} onBack={() => store.getState().select([])} />
      ) : (
        <StepList view={view} />
      )}
    </section>
  )
}

function WaitingUntil({ view: { run } }: { view: RunView }) {
  const now = useNow(1000)
  if (run.status !== 'waiting' || !run.park) return null
  return <span className={css.waiting}>{parkInWords(run.park, now)}</span>
}
