import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { api } from '../../api/client.ts'
import { reachable } from '../../api/server-state.ts'
import { said } from '../../words/said.ts'
import { sentence } from '../../words/sentence.ts'
import classes from './banner.module.css'

const RETRY_MS = 5000

/** Stands above the page while the server does not answer; asks again by itself and goes when it is back. */
export function UnreachableBanner() {
  const up = useSyncExternalStore(reachable.subscribe, reachable.get)
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)

  useEffect(() => {
    if (up) return
    const timer = setInterval(() => void api.session.get({}).catch(() => undefined), RETRY_MS)
    return () => {
      clearInterval(timer)
      void queryClient.invalidateQueries()
    }
  }, [up, queryClient])

  async function retry() {
    setAsking(true)
    await api.session.get({}).catch(() => undefined)
    setAsking(false)
  }

  if (up) return null
  return (
    <div className={classes.banner} role="alert">
      <IconPlugConnectedX size={18} aria-hidden />
      <span>{sentence(said('server.silent'))}</span>
      <Button size="compact-sm" variant="default" loading={asking} onClick={() => void retry()}>
        Try now
      </Button>
    </div>
  )
}
