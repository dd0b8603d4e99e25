import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconPlayerPause } from '@tabler/icons-react'
import { queries } from '../../api/queries.ts'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import classes from './banner.module.css'

/** Stands above every page while an account is stopped: nobody shall wonder why nothing is posted. */
export function PausedBanner() {
  const accounts = useQuery({ ...queries.accounts(), refetchInterval: 30_000 })
  const paused = accounts.data?.flatMap(({ paused: since, ...account }) => (since ? [{ ...account, since }] : [])) ?? []
  const [first] = paused
  if (!first) return null
  const waiting = paused.reduce((sum, account) => sum + account.waiting, 0)
  return (
    <div className={classes.banner} data-tone="waiting" role="status">
      <IconPlayerPause size={18} aria-hidden />
      <span>
        Posting as {new Intl.ListFormat('en').format(paused.map(({ username }) => `@${username}`))}{' '}
        {paused.length > 1 ? (
          'is paused'
        ) : (
          <>
            was paused <RelativeTime at={first.since.at} />
          </>
        )}
        . {waiting > 0 && (waiting === 1 ? '1 post waits. ' : `${waiting.toLocaleString()} posts wait. `)}
        <Link to="/connections">See connections</Link>
      </span>
    </div>
  )
}
