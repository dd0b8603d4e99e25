import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

type Handler = (payload: string) => void

/** How long to wait before listening again after the connection broke. Milliseconds. */
const AGAIN_AFTER_MS = 500

/** Hears what processes tell one another through Postgres (LISTEN/NOTIFY), on a connection of its own.
 *  What is told while the connection is broken is lost. `onGap` says when it breaks and when it is back; whoever keeps
 *  something reads it anew then, and keeps nothing while `isListening` is false. */
export class Listener {
  readonly #url: string
  readonly #handlers = new Map<string, Set<Handler>>()
  readonly #gaps = new Set<() => void>()
  #client: Client | undefined
  /** Channels that are asked for and not yet listened to. */
  readonly #unheard = new Set<string>()
  #asking: Promise<void> = Promise.resolve()
  #closed = false

  constructor(url: string) {
    this.#url = url
  }

  /** Calls `handler` with each payload. Before `start`, or at any time after it. Returns how to stop. */
  on(channel: string, handler: Handler): () => void {
    const known = this.#handlers.get(channel)
    if (known) known.add(handler)
    else {
      this.#handlers.set(channel, new Set([handler]))
      this.#unheard.add(channel)
      if (this.#client) this.#asking = this.#asking.then(() => this.#listenTo(channel))
    }
    return () => this.#handlers.get(channel)?.delete(handler)
  }

  /** Whether everything that is said now is heard. */
  get isListening() {
    return this.#client !== undefined && this.#unheard.size === 0
  }

  /** What was said on the channel before is lost, so whoever keeps something reads it anew. If this fails the connection
   *  is broken, and all channels are listened to anew. */
  async #listenTo(channel: string) {
    const client = this.#client
    try {
      await client?.query(`LISTEN ${channel}`)
    } catch {
      return
    }
    this.#unheard.delete(channel)
    this.#tellGap()
  }

  /** Calls `handler` whenever something may have been missed. */
  onGap(handler: () => void) {
    this.#gaps.add(handler)
  }

  /** Resolves once everything said from now on is heard. Throws when the database cannot be reached now. */
  async start(): Promise<void> {
    const client = new Client({ connectionString: this.#url, application_name: 'tailorbird listener', keepAlive: true })
    client.on('notification', ({ channel, payload = '' }) => {
      for (const handler of this.#handlers.get(channel) ?? []) handler(payload)
    })
    client.on('error', () => undefined)
    await client.connect()
    for (const channel of this.#handlers.keys()) {
      await client.query(`LISTEN ${channel}`)
      this.#unheard.delete(channel)
    }
    this.#client = client
    // Only one that was open can break; one that never opened is told by the throw, so that each is tried again once.
    client.on('end', () => void this.#again())
  }

  async close() {
    this.#closed = true
    await this.#client?.end()
  }

  async #again() {
    this.#client = undefined
    this.#tellGap()
    while (!this.#closed) {
      await sleep(AGAIN_AFTER_MS)
      if (this.#closed) return
      try {
        await this.start()
      } catch {
        continue
      }
      this.#tellGap()
      return
    }
  }

  #tellGap() {
    if (this.#closed) return
    for (const handler of this.#gaps) handler()
  }
}
