import { RunEvent } from '@tailorbird/contract/runs'

export interface RunStreamOptions {
  onEvent(event: RunEvent): void
  /** False while the line is down; it is built up again by itself and then sends what was missed. */
  onLine?(up: boolean): void
}

/** Listens to a run: first everything, then what changes. Returns how to stop. */
export function openRunStream(runId: string, { onEvent, onLine }: RunStreamOptions): () => void {
  let stopped = false
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  /** The number of the last change we know; empty while we know nothing. */
  let since = ''

  const open = () => {
    // The browser names the last event when it reconnects by itself; when we do, the address says it.
    source = new EventSource(`/api/runs/${encodeURIComponent(runId)}/events?since=${since}`)
    source.addEventListener('open', () => onLine?.(true))
    source.addEventListener('run', ({ data, lastEventId }) => {
      const event = RunEvent.safeParse(JSON.parse(String(data)))
      if (!event.success) return
      since = lastEventId
      onEvent(event.data)
    })
    source.addEventListener('error', () => {
      if (stopped) return
      onLine?.(false)
      // The browser reconnects by itself unless the server refused; then it gives up and we ask again more slowly.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 3000)
    })
  }
  open()

  return () => {
    stopped = true
    clearTimeout(retry)
    source?.close()
  }
}
