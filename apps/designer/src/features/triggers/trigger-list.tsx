import { Link } from '@tanstack/react-router'
import { IconBroadcast } from '@tabler/icons-react'
import type { TriggerState } from '@tailorbird/contract/triggers'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import { StatusChip } from '../../ui/status-chip.tsx'
import { CursorButton } from './cursor-button.tsx'
import { PauseButton } from './pause-button.tsx'
import { lookOfTrigger } from './trigger-look.ts'
import css from './trigger-list.module.css'

interface TriggerListProps {
  triggers: readonly TriggerState[]
  live: readonly string[]
  /** Left out where all are of one flow. */
  withFlow?: boolean
}

/** Deployed triggers, each with its health and the buttons to let it rest and go on. */
export function TriggerList({ triggers, live, withFlow = false }: TriggerListProps) {
  return (
    <ul className={css.list} aria-label="Triggers">
      {triggers.map((trigger) => (
        <li key={trigger.id} className={css.trigger}>
          <Heading trigger={trigger} live={live.includes(trigger.environment)} withFlow={withFlow} />
          <Facts trigger={trigger} />
          {trigger.trouble && (
            <p className={css.trouble}>
              {trigger.trouble}
              {trigger.failures > 1 && ` ${trigger.failures} times in a row.`}
            </p>
          )}
          {trigger.paused && (
            <p className={css.paused}>
              {trigger.paused.why} (<RelativeTime at={trigger.paused.at} />)
            </p>
          )}
          <div className={css.buttons}>
            <PauseButton trigger={trigger} />
            <CursorButton trigger={trigger} />
          </div>
        </li>
      ))}
    </ul>
  )
}

interface HeadingProps {
  trigger: TriggerState
  live: boolean
  withFlow: boolean
}

function Heading({ trigger, live, withFlow }: HeadingProps) {
  const look = lookOfTrigger(trigger)
  return (
    <div className={css.heading}>
      <StatusChip tone={look.tone} icon={look.icon}>
        {look.says}
      </StatusChip>
      <strong className={css.name}>{trigger.label}</strong>
      {withFlow && (
        <Link to="/flows/$flowId" params={{ flowId: trigger.flowId }}>
          {trigger.flowName}
        </Link>
      )}
      {live ? (
        <StatusChip tone="live" icon={IconBroadcast}>
          {trigger.environment}
        </StatusChip>
      ) : (
        <span className={css.quiet}>{trigger.environment}</span>
      )}
    </div>
  )
}

function Facts({ trigger: { lastAt, nextAt, lastRun } }: { trigger: TriggerState }) {
  return (
    <dl className={css.facts}>
      <div>
        <dt>Last</dt>
        <dd>{lastAt ? <RelativeTime at={lastAt} /> : 'not yet'}</dd>
      </div>
      {nextAt && (
        <div>
          <dt>Next</dt>
          <dd>
            <RelativeTime at={nextAt} />
          </dd>
        </div>
      )}
      {lastRun && (
        <div>
          <dt>Last run</dt>
          <dd>
            <Link to="/runs/$runId" params={{ runId: lastRun.id }}>
              {lastRun.status}, <RelativeTime at={lastRun.at} />
            </Link>
          </dd>
        </div>
      )}
    </dl>
  )
}
