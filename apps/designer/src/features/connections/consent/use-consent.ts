import { useQueryClient } from '@tanstack/react-query'
import type { ConsentAttempt } from '@tailorbird/contract/connections'
import { useCallback, useEffect, useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'

/** How a consent stands, from the click to its answer. */
export type Consent =
  | { at: 'asking' }
  | { at: 'starting' }
  | { at: 'waiting'; attempt: ConsentAttempt; window: Window | null }
  | { at: 'ended'; how: Ending; message: string | null; connectionId: string | null }
type Ending = 'connected' | 'denied' | 'failed' | 'expired' | 'closed'

interface Request {
  appId: string
  scopes: string[]
  connectionId?: string | undefined
}

const POLL_MS = 500
/** A closed window is believed only when the server still knows no answer this much later: X's pages may hide it from us. */
const CLOSED_MS = 800

/** Runs a consent in a window of its own. `begin` must be called in the click itself, or the browser blocks the window. */
export function useConsent() {
  const [consent, setConsent] = useState<Consent>({ at: 'asking' })
  const queryClient = useQueryClient()

  const begin = useCallback((request: Request) => {
    const opened = open('about:blank', 'tailorbird-consent', 'popup,width=560,height=760')
    setConsent({ at: 'starting' })
    api.connections.beginConsent(request).then(
      (attempt) => {
        if (opened && !opened.closed) opened.location.href = attempt.startUrl
        setConsent({ at: 'waiting', attempt, window: opened })
      },
      (error: unknown) => {
        opened?.close()
        setConsent({ at: 'ended', how: 'failed', message: inWords(error), connectionId: null })
      },
    )
  }, [])

  const waiting = consent.at === 'waiting' ? consent : undefined
  useEffect(() => {
    if (!waiting) return
    return watch(waiting, (ended) => {
      if (ended.how === 'connected') {
        void queryClient.invalidateQueries({ queryKey: ['connections'] })
        void queryClient.invalidateQueries({ queryKey: ['aliases'] })
      }
      setConsent(ended)
    })
  }, [waiting, queryClient])

  return { consent, begin, reset: () => setConsent({ at: 'asking' }) }
}

/** Asks every half second, at once when the window calls, and notices when the window is gone. Returns how to stop. */
function watch(
  { attempt, window: opened }: Consent & { at: 'waiting' },
  end: (ended: Consent & { at: 'ended' }) => void,
) {
  let closedSince: number | undefined
  let busy = false

  async function look() {
    if (busy) return
    busy = true
    const now = await api.connections.consent({ id: attempt.id }).catch(() => undefined)
    busy = false
    if (now && now.status !== 'waiting') {
      stop()
      opened?.close()
      end({ at: 'ended', how: now.status, message: now.message, connectionId: now.connectionId })
    } else if (opened?.closed) {
      closedSince ??= Date.now()
      if (now && Date.now() - closedSince >= CLOSED_MS) {
        stop()
        end({ at: 'ended', how: 'closed', message: null, connectionId: null })
      }
    }
  }

  const timer = setInterval(() => void look(), POLL_MS)
  const channel = new BroadcastChannel('tailorbird-consent')
  channel.addEventListener('message', () => void look())
  function stop() {
    clearInterval(timer)
    channel.close()
  }
  return stop
}
