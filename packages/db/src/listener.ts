import { Client } from 'pg'

type Handler = (payload: string) => void

/** How long to wait before listening again after the connection broke. Milliseconds. */
const AGAIN_AFTER_MS = 500

/** Hears what processes tell one another through Postgres (LISTEN/NOTIFY), on a connection of its own.
 *  What was told while the connection was broken is lost: `onGap` says so, and whoever keeps something reads it anew. */
export class Listener {
  readonly #url: string
  readonly #handlers = new Map<string, Set<Handler>>()
  readonly #gaps = new Set<() => void>()
  #client: Client | undefined
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
      // If this fails the connection is broken, and all channels are listened to anew.
      void this.#client?.query(`LISTEN ${channel}`).catch(() => undefined)
    }
    return () => this.#handlers.get(channel)?.delete(handler)
  }

  /** Calls `handler` whenever something may have been missed. */
  onGap(handler: () => void) {
    this.#gaps.add(handler)
  }

  /** Resolves once everything said from now on is heard. */
  async start(): Promise<void> {
    const client = new Client({ connectionString: this.#url, application_name: 'tailorbird listener', keepAlive: true })
    client.on('notification', ({ channel, payload = '' }) => {
      for (const handler of this.#handlers.get(channel) ?? []) handler(payload)
    })
    client.on('error', () => undefined)
    client.on('end', () => this.#again())
    await client.connect()
    for (const channel of this.#handlers.keys()) await client.query(`LISTEN ${channel}`)
    this.#client = client
  }

  async close() {
    this.#closed = true
    await this.#client?.end()
  }

  #again() {
    this.#client = undefined
    if (this.#closed) return
    setTimeout(() => {
      if (this.#closed) return
      this.start().then(
        () => this.#gaps.forEach((handler) => handler()),
        () => this.#again(),
      )
    }, AGAIN_AFTER_MS)
  }
}
