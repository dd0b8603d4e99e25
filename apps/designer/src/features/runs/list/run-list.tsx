import { IconBroadcast, IconFlask } from '@tabler/icons-react'
import type { RunSummary } from '@tailorbird/contract/runs'
import { type Look, lookOfRun } from '../../../editor/model/run/run-look.ts'
import { parkInWords } from '../../../editor/model/in-words/park-reason.ts'
import { duration } from '../../../editor/model/in-words/duration.ts'
import { RelativeTime } from '../../../ui/time/relative-time.tsx'
import { StatusChip, type Tone } from '../../../ui/status-chip.tsx'
import { useNow } from '../../../ui/time/use-now.ts'
import css from './run-list.module.css'

interface RunListProps {
  runs: readonly RunSummary[]
  onOpen(run: RunSummary): void
  /** Keys of the environments in which what happens is public. */
  live?: readonly string[]
  /** Left out in the list of a single flow. */
  withFlow?: boolean
}

const TONES: Readonly<Record<Look['tone'], Tone>> = {
  going: 'busy',
  waiting: 'waiting',
  done: 'good',
  failed: 'alarm',
  doubt: 'waiting',
  quiet: 'quiet',
}

/** Runs, newest first: how each went, what started it, when and how long it took. */
export function RunList({ runs, onOpen, live = ['production'], withFlow = false }: RunListProps) {
  return (
    <ul className={css.list} aria-label="Runs">
      {runs.map((run) => (
        <li key={run.id}>
          <button type="button" className={css.run} onClick={() => onOpen(run)}>
            <Line run={run} live={live.includes(run.environment)} withFlow={withFlow} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Line({ run, live, withFlow }: { run: RunSummary; live: boolean; withFlow: boolean }) {
  const look = lookOfRun(run)
  const now = useNow()
  return (
    <>
      <StatusChip tone={TONES[look.tone]} icon={look.icon}>
        {look.says}
      </StatusChip>
      <span className={css.words}>
        <span className={css.cause}>
          {withFlow && <strong>{run.flowName}. </strong>}
          {run.cause}
          {run.startedBy && !run.cause.includes(run.startedBy.name) && (
            <span className={css.by}>, started by {run.startedBy.name}</span>
          )}
        </span>
        {run.failure && <span className={css.failure}>{run.failure.message}</span>}
        {run.park && <span className={css.park}>{parkInWords(run.park, now)}</span>}
      </span>
      <span className={css.facts}>
        {live ? (
          <StatusChip tone="live" icon={IconBroadcast}>
            {run.environment}
          </StatusChip>
        ) : (
          <span>{run.environment}</span>
        )}
        <span className={css.version}>
          {run.test && <IconFlask size={14} aria-hidden />}
          {run.versionNumber === null ? 'test of the draft' : `version ${run.versionNumber}`}
        </span>
        <RelativeTime at={run.startedAt} />
        {run.endedAt && <span>{duration(Date.parse(run.endedAt) - Date.parse(run.startedAt))}</span>}
      </span>
    </>
  )
}
