import { Button, Group } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { Approval } from '@tailorbird/contract/approvals'
import { useState } from 'react'
import { useAnswer } from './use-answer.ts'

interface AnswerButtonsProps {
  approval: Approval
  text: string
  note: string
  live: boolean
  fits: boolean
}

/** Flows that are called from there may post too, so that nobody is told that nothing is posted. */
function asWhom({ postsAs }: Approval): string {
  const [first, ...others] = postsAs.flatMap(({ account }) => (account ? [`@${account.username}`] : []))
  if (first === undefined) return ''
  return others.length === 0 ? ` as ${first}` : ` as ${first} and ${others.length} more`
}

/** The first click arms, the second does it: nothing is posted by a slip of the finger. Esc, or leaving, disarms. */
export function AnswerButtons({ approval, text, note, live, fits }: AnswerButtonsProps) {
  const [armed, setArmed] = useState<'approve' | 'reject'>()
  const answer = useAnswer(approval)
  const press = (which: 'approve' | 'reject') => {
    if (armed !== which) return setArmed(which)
    setArmed(undefined)
    answer.mutate({ approved: which === 'approve', text, note })
  }
  return (
    <Group
      gap="sm"
      onKeyDown={(event) => event.key === 'Escape' && setArmed(undefined)}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || setArmed(undefined)}
    >
      <Button
        leftSection={<IconCheck size={16} aria-hidden />}
        color={armed === 'approve' && live ? 'red.8' : undefined}
        disabled={!fits}
        loading={answer.isPending}
        onClick={() => press('approve')}
      >
        {armed === 'approve' ? `Approve and post${live ? ' in public' : ''}${asWhom(approval)}?` : 'Approve'}
      </Button>
      <Button
        variant="default"
        leftSection={<IconX size={16} aria-hidden />}
        loading={answer.isPending}
        onClick={() => press('reject')}
      >
        {armed === 'reject' ? 'Really reject?' : 'Reject'}
      </Button>
      <span role="status">{armed && 'Press once more, or Esc.'}</span>
    </Group>
  )
}
