import type { Environment } from '@tailorbird/contract/environments'
import type { FlowSummary } from '@tailorbird/contract/flows'
import { isRunStatus } from '@tailorbird/flow/run/run-status'
import type { ReactNode } from 'react'
import { type Look, lookOfRun } from '../../editor/model/run/run-look.ts'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import { StatusChip, type Tone } from '../../ui/status-chip.tsx'
import classes from './flow-list.module.css'
import { FlowMenu } from './flow-menu.tsx'
import { TriggerLine } from './trigger-line.tsx'
import { WhereLive } from './where-live.tsx'

interface FlowListProps {
  flows: readonly FlowSummary[]
  environments: Environment[]
  /** Draws the links; where they lead is not known here. */
  flowLink(flow: FlowSummary): ReactNode
  runLink(runId: string, children: ReactNode): ReactNode
}

/** Every flow: where it is at work, how its trigger is doing, how its last run went. */
export function FlowList({ flows, environments, flowLink, runLink }: FlowListProps) {
  return (
    <ul className={classes.list}>
      {flows.map((flow) => (
        <li key={flow.id} className={classes.flow}>
          <div>
            <div className={classes.name}>{flowLink(flow)}</div>
            <div className={classes.facts}>
              <WhereLive deployments={flow.deployments} environments={environments} />
              <span>{flow.nodeCount === 1 ? '1 node' : `${flow.nodeCount} nodes`}</span>
              <TriggerLine flow={flow} />
            </div>
          </div>
          <LastRun flow={flow} runLink={runLink} />
          <div className={classes.menu}>
            <FlowMenu flow={flow} environments={environments} />
          </div>
        </li>
      ))}
    </ul>
  )
}

const TONES: Record<Look['tone'], Tone> = {
  going: 'busy',
  waiting: 'waiting',
  done: 'good',
  failed: 'alarm',
  doubt: 'waiting',
  quiet: 'quiet',
}

function LastRun({ flow: { lastRun }, runLink }: Pick<FlowListProps, 'runLink'> & { flow: FlowSummary }) {
  const status = isRunStatus(lastRun?.status) ? lastRun.status : undefined
  if (!lastRun || !status) return <span className={classes.run}>Never run</span>
  const look = lookOfRun({ status, park: null })
  return (
    <span className={classes.run}>
      {runLink(
        lastRun.id,
        <StatusChip tone={TONES[look.tone]} icon={look.icon}>
          {look.says}
        </StatusChip>,
      )}
      <RelativeTime at={lastRun.at} />
    </span>
  )
}
