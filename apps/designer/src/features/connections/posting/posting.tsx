import { Button, Group } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Account } from '@tailorbird/contract/accounts'
import { Suspense, lazy, useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { Note } from '../../../ui/note.tsx'
import { RelativeTime } from '../../../ui/time/relative-time.tsx'
import { limitsInWords } from './limits-in-words.ts'
import classes from './posting.module.css'
import { ResumeDialog } from './resume-dialog.tsx'

/** It parses, so it brings the schemas along. */
const LimitsDialog = lazy(async () => ({ default: (await import('./limits-dialog.tsx')).LimitsDialog }))

/** What an account posts, what it may, and the switch that stops it. */
export function Posting({ accountId }: { accountId: string }) {
  const queryClient = useQueryClient()
  const accounts = useQuery({ ...queries.accounts(), refetchInterval: 10_000 })
  const account = accounts.data?.find(({ id }) => id === accountId)
  const [open, setOpen] = useState<'limits' | 'resume'>()
  const keep = (changed: Account) => {
    queryClient.setQueryData(queries.accounts().queryKey, (all) =>
      all?.map((other) => (other.id === changed.id ? changed : other)),
    )
    setOpen(undefined)
  }
  const pause = useMutation({ mutationFn: () => api.accounts.pause({ id: accountId }), onSuccess: keep })
  const resume = useMutation({
    mutationFn: () => api.accounts.resume({ id: accountId, waiting: 'send' }),
    onSuccess: keep,
  })
  if (!account) return null
  const { username, paused, waiting } = account
  const error = pause.error ?? resume.error

  return (
    <section className={classes.posting} aria-label={`Posting as @${username}`}>
      {paused ? (
        <Note
          tone="waiting"
          action={
            <Button
              size="xs"
              loading={resume.isPending}
              onClick={() => (waiting === 0 ? resume.mutate() : setOpen('resume'))}
            >
              Let it post again
            </Button>
          }
        >
          <b>Posting is paused</b> {paused.by === null ? 'by itself' : `by ${paused.by}`},{' '}
          <RelativeTime at={paused.at} />. {paused.why}{' '}
          {waiting === 0 ? 'Nothing waits.' : `${posts(waiting)} ${waiting === 1 ? 'waits' : 'wait'}.`}
        </Note>
      ) : (
        <div className={classes.line}>
          <Activity account={account} />
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => setOpen('limits')}>
              Set limits
            </Button>
            <Button size="xs" variant="default" loading={pause.isPending} onClick={() => pause.mutate()}>
              Pause posting
            </Button>
          </Group>
        </div>
      )}
      {error && <Note tone="alarm">{inWords(error)}</Note>}
      {open === 'limits' && (
        <Suspense>
          <LimitsDialog account={account} onDone={keep} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
      {open === 'resume' && <ResumeDialog account={account} onDone={keep} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function Activity({ account: { limits, postsLastDay, waiting, nextAt, held } }: { account: Account }) {
  return (
    <p className={classes.activity}>
      {postsLastDay === 0 ? 'No post' : posts(postsLastDay)} in the last 24 hours. {limitsInWords(limits)}
      {held && (
        <>
          {' '}
          X takes no more from it for now; it goes on <RelativeTime at={held.until} />.
        </>
      )}
      {waiting > 0 && (
        <>
          {' '}
          {posts(waiting)} {waiting === 1 ? 'waits' : 'wait'}
          {nextAt && !held && (
            <>
              , the next goes <RelativeTime at={nextAt} />
            </>
          )}
          .
        </>
      )}
    </p>
  )
}

const posts = (count: number) => `${count.toLocaleString()} ${count === 1 ? 'post' : 'posts'}`
