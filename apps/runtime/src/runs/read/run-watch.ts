import type { Listener } from '@tailorbird/db/listener'

/** Tells whoever watches a run that something has happened to it, in whichever process. */
export class RunWatch {
  readonly #watchers = new Map<string, Set<() => void>>()

  constructor(listener: Listener) {
    listener.on('tailorbird_runs', (payload) => {
      if (this.#watchers.size === 0) return
      for (const runId of payload.split(',')) this.#watchers.get(runId)?.forEach((tell) => tell())
    })
    listener.onGap(() => this.#watchers.forEach((watchers) => watchers.forEach((tell) => tell())))
  }

  /** Calls `tell` after each change. Returns how to stop. */
  watch(runId: string, tell: () => void): () => void {
    const watchers = this.#watchers.get(runId) ?? new Set()
    this.#watchers.set(runId, watchers.add(tell))
    return () => {
      watchers.delete(tell)
      if (watchers.size === 0) this.#watchers.delete(runId)
    }
  }
}
