import type { RunSummary } from '@tailorbird/contract/runs'
import { timeInWords } from '../../../ui/time/time-in-words.ts'

type Park = NonNullable<RunSummary['park']>

/** Why a run or a step waits, as a sentence, with the time it goes on by itself where there is one. */
export function parkInWords({ reason, until }: Park, now: Date): string {
  const says = REASONS[reason]
  if (until === null) return says.open
  const moment = new Date(until)
  if (moment <= now) return `${says.open}, goes on now`
  const clock = new Intl.DateTimeFormat(undefined, {
    ...(moment.toDateString() === now.toDateString() ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  }).format(moment)
  return `${says.timed} ${says.until} ${clock} (${timeInWords(moment, now)})`
}

const REASONS: Readonly<Record<Park['reason'], { open: string; timed: string; until: string }>> = {
  retry: { open: 'Tries again', timed: 'Tries again', until: 'at' },
  'rate limit': { open: 'X allows no more for now', timed: 'X allows no more for now: goes on', until: 'at' },
  verifying: { open: 'Looks whether it was posted', timed: 'Looks whether it was posted', until: 'at' },
  connection: { open: 'The connection must be reconnected', timed: 'The connection must be reconnected', until: 'by' },
  'in doubt': { open: 'Somebody has to look', timed: 'Somebody has to look', until: 'by' },
  wait: { open: 'Waits until something happens', timed: 'Waits', until: 'until' },
  approval: { open: 'Waits for approval', timed: 'Waits for approval', until: 'until' },
  call: { open: 'Waits for the flow it called', timed: 'Waits for the flow it called', until: 'until' },
  account: { open: 'The account is held back', timed: 'The account’s limits: goes on', until: 'at' },
  throttle: { open: 'Waits for its turn', timed: 'Waits for its turn', until: 'until' },
}
