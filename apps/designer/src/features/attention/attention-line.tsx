import { Link } from '@tanstack/react-router'
import {
  IconAlertCircle,
  IconChecklist,
  IconHelpCircle,
  IconPlayerPause,
  IconPlugConnectedX,
  type TablerIcon,
} from '@tabler/icons-react'
import type { AttentionItem } from '@tailorbird/contract/attention'
import type { ReactNode } from 'react'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import css from './attention-list.module.css'

const ICONS: Record<AttentionItem['kind'], TablerIcon> = {
  failures: IconAlertCircle,
  doubt: IconHelpCircle,
  approvals: IconChecklist,
  trigger: IconPlayerPause,
  connection: IconPlugConnectedX,
}

/** One thing that wants somebody: a sentence, and the way to where it is dealt with. */
export function AttentionLine({ item }: { item: AttentionItem }) {
  const Icon = ICONS[item.kind]
  return (
    <li className={css.line} data-kind={item.kind}>
      <Icon size={20} stroke={1.7} aria-hidden className={css.icon} />
      <div className={css.words}>{sentence(item)}</div>
      <div className={css.way}>{way(item)}</div>
    </li>
  )
}

function sentence(item: AttentionItem): ReactNode {
  switch (item.kind) {
    case 'failures':
      return (
        <>
          <p>
            {item.count === 1 ? 'A run' : `${item.count} runs`} of <strong>{item.flowName}</strong> failed in{' '}
            {item.environment}, {item.count > 1 && 'the last one '}
            <RelativeTime at={item.at} />.
          </p>
          {item.message !== '' && <p className={css.quiet}>{item.message}</p>}
        </>
      )
    case 'doubt':
      return (
        <p>
          Nobody can tell whether a step of <strong>{item.flowName}</strong> in {item.environment} was posted,{' '}
          <RelativeTime at={item.at} />. Look on X, then say what became of it.
        </p>
      )
    case 'approvals':
      return (
        <p>
          {item.count === 1 ? 'A question waits' : `${item.count} questions wait, the oldest`} since{' '}
          <RelativeTime at={item.at} />: <strong>{item.title}</strong>
        </p>
      )
    case 'trigger':
      return (
        <>
          <p>
            The trigger of <strong>{item.flowName}</strong> in {item.environment} is paused,{' '}
            <RelativeTime at={item.at} />. It starts no runs.
          </p>
          {item.why !== '' && <p className={css.quiet}>{item.why}</p>}
        </>
      )
    case 'connection':
      return (
        <>
          <p>
            <strong>@{item.username}</strong> cannot be used until somebody mends it. Runs that need it wait.
          </p>
          {item.why !== '' && <p className={css.quiet}>{item.why}</p>}
        </>
      )
  }
}

function way(item: AttentionItem): ReactNode {
  switch (item.kind) {
    case 'failures':
      return item.count === 1 ? (
        <Link to="/runs/$runId" params={{ runId: item.runId }}>
          Open the run
        </Link>
      ) : (
        <Link to="/runs" search={{ flow: item.flowId, environment: item.environment, status: 'failed' }}>
          Show the runs
        </Link>
      )
    case 'doubt':
      return (
        <Link to="/runs/$runId" params={{ runId: item.runId }}>
          Decide
        </Link>
      )
    case 'approvals':
      return <Link to="/approvals">Answer</Link>
    case 'trigger':
      return <Link to="/triggers">Go to the trigger</Link>
    case 'connection':
      return <Link to="/connections">Open connections</Link>
  }
}
