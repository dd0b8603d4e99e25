import type { RunStep, RunSummary } from '@tailorbird/contract/runs'
import {
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockPause,
  IconHelpCircle,
  IconLoader2,
  IconPlayerSkipForward,
  type TablerIcon,
} from '@tabler/icons-react'

/** How a state looks: always a drawing and a word beside the colour. */
export interface Look {
  icon: TablerIcon
  says: string
  tone: 'going' | 'waiting' | 'done' | 'failed' | 'doubt' | 'quiet'
}

const STEP: Readonly<Record<RunStep['status'], Look>> = {
  started: { icon: IconLoader2, says: 'Running', tone: 'going' },
  intended: { icon: IconLoader2, says: 'Sending', tone: 'going' },
  waiting: { icon: IconClockPause, says: 'Waiting', tone: 'waiting' },
  succeeded: { icon: IconCircleCheck, says: 'Done', tone: 'done' },
  failed: { icon: IconCircleX, says: 'Failed', tone: 'failed' },
  skipped: { icon: IconPlayerSkipForward, says: 'Skipped', tone: 'quiet' },
  'in doubt': { icon: IconHelpCircle, says: 'In doubt', tone: 'doubt' },
  cancelled: { icon: IconBan, says: 'Stopped', tone: 'quiet' },
}

const RUN: Readonly<Record<RunSummary['status'], Look>> = {
  queued: { icon: IconCircleDashed, says: 'Queued', tone: 'quiet' },
  running: { icon: IconLoader2, says: 'Running', tone: 'going' },
  waiting: { icon: IconClockPause, says: 'Waiting', tone: 'waiting' },
  succeeded: { icon: IconCircleCheck, says: 'Succeeded', tone: 'done' },
  failed: { icon: IconCircleX, says: 'Failed', tone: 'failed' },
  cancelled: { icon: IconBan, says: 'Stopped', tone: 'quiet' },
}

export const lookOfStep = (status: RunStep['status']): Look => STEP[status]

export function lookOfRun({ status, park }: Pick<RunSummary, 'status' | 'park'>): Look {
  return status === 'waiting' && park?.reason === 'in doubt' ? STEP['in doubt'] : RUN[status]
}
