import { Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconBroadcast } from '@tabler/icons-react'
import type { Approval } from '@tailorbird/contract/approvals'
import { countPost } from '@tailorbird/x-rules/post-text'
import { useState } from 'react'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import { StatusChip } from '../../ui/status-chip.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import css from './approval-card.module.css'
import { ApprovedPost } from './approved-post.tsx'
import { said } from '../../words/said.ts'
import { sentence } from '../../words/page-sentence.ts'

interface ApprovalCardProps {
  approval: Approval
  /** What is posted there is public. */
  live: boolean
}

/** What somebody is asked, with everything that has to be known to answer. */
export function ApprovalCard({ approval, live }: ApprovalCardProps) {
  const [text, setText] = useState(approval.text)
  const [note, setNote] = useState('')
  const count = countPost(text)
  const { title, files, mayEdit } = approval
  return (
    <article className={css.card} aria-label={title}>
      <h2 className={css.title}>{title}</h2>
      <Asked approval={approval} live={live} />
      <ApprovedPost
        text={text}
        files={files}
        postsAs={approval.postsAs}
        live={live ? approval.environment : undefined}
      />
      {mayEdit && (
        <Textarea
          label="Text"
          autosize
          minRows={2}
          value={text}
          error={count.fits ? undefined : sentence(said('approval.longer-by', { count: count.length - count.limit }))}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <p className={css.count} data-over={!count.fits || undefined}>
        {count.length} / {count.limit}
        {text === approval.text ? '' : ', changed by you'}
      </p>
      <Textarea
        label="Note"
        description="The run keeps it; later nodes may use it."
        autosize
        minRows={1}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <AnswerButtons approval={approval} text={text} note={note} live={live} fits={!mayEdit || count.fits} />
    </article>
  )
}

/** Who asks, where it would be posted, since when and until when. */
export function Asked({ approval, live }: ApprovalCardProps) {
  const { flowName, flowId, runId, environment, test, askedAt, expiresAt } = approval
  return (
    <p className={css.asked}>
      {live ? (
        <StatusChip tone="live" icon={IconBroadcast} title="What is posted here is public.">
          {environment}
        </StatusChip>
      ) : (
        <span>{environment}</span>
      )}
      <Link to="/flows/$flowId" params={{ flowId }}>
        {flowName}
      </Link>
      <Link to="/runs/$runId" params={{ runId }}>
        {test ? 'its test' : 'its run'}
      </Link>
      <span>
        asked <RelativeTime at={askedAt} />
      </span>
      {expiresAt && (
        <span>
          expires <RelativeTime at={expiresAt} />
        </span>
      )}
    </p>
  )
}
