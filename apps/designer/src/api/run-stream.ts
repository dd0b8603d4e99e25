import { RunEvent } from '@tailorbird/contract/runs'

export interface RunStreamOptions {
  onEvent(event: RunEvent): void
  /** False while the line is down; it is built up again by itself and then sends everything once more. */
  onLine?(up: boolean): void
}

/** Listens to a run: first everything, then what changes. Returns how to stop. */
export function openRunStream(runId: string, { onEvent, onLine }: RunStreamOptions): () => void {
  let stopped = false
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const open = () => {
    source = new EventSource(`/api/runs/${encodeURIComponent(runId)}/events`)
    source.addEventListener('open', () => onLine?.(true))
    source.addEventListener('run', ({ data }) => {
      const event = RunEvent.safeParse(JSON.parse(String(data)))
      if (event.success) onEvent(event.data)
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
