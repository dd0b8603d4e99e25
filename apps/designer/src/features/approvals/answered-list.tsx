import { IconBan, IconCircleCheck, IconCircleX, IconClockOff, type TablerIcon } from '@tabler/icons-react'
import type { Approval } from '@tailorbird/contract/approvals'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import { StatusChip, type Tone } from '../../ui/status-chip.tsx'
import { Asked } from './approval-card.tsx'
import css from './approval-card.module.css'

const LOOKS: Readonly<Record<Exclude<Approval['status'], 'open'>, { icon: TablerIcon; says: string; tone: Tone }>> = {
  approved: { icon: IconCircleCheck, says: 'Approved', tone: 'good' },
  rejected: { icon: IconCircleX, says: 'Rejected', tone: 'quiet' },
  expired: { icon: IconClockOff, says: 'Expired', tone: 'quiet' },
  withdrawn: { icon: IconBan, says: 'Withdrawn', tone: 'quiet' },
}

/** What was decided: by whom, when, and with which words. */
export function AnsweredList({ approvals, live }: { approvals: readonly Approval[]; live: readonly string[] }) {
  return (
    <ul className={css.list}>
      {approvals.map((approval) => (
        <li key={approval.id} className={css.answered}>
          <p>
            {approval.status !== 'open' && (
              <StatusChip tone={LOOKS[approval.status].tone} icon={LOOKS[approval.status].icon}>
                {LOOKS[approval.status].says}
              </StatusChip>
            )}{' '}
            <strong>{approval.title}</strong>
          </p>
          <Asked approval={approval} live={live.includes(approval.environment)} />
          <p className={css.text}>{approval.answer?.text ?? approval.text}</p>
          {approval.answer && (
            <p>
              {approval.answer.by}, <RelativeTime at={approval.answer.at} />
              {approval.answer.note && `: “${approval.answer.note}”`}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
