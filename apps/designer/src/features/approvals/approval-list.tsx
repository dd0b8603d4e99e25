import type { Approval } from '@tailorbird/contract/approvals'
import { ApprovalCard } from './approval-card.tsx'
import css from './approval-card.module.css'

/** Open questions, the one that has waited longest first. */
export function ApprovalList({ approvals, live }: { approvals: readonly Approval[]; live: readonly string[] }) {
  return (
    <ul className={css.list}>
      {approvals.map((approval) => (
        <li key={approval.id}>
          <ApprovalCard approval={approval} live={live.includes(approval.environment)} />
        </li>
      ))}
    </ul>
  )
}
