import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

type Handler = (payload: string) => void

/** How long to wait before listening again after the connection broke. Milliseconds. */
const AGAIN_AFTER_MS = 500

/** How long Postgres may take to answer. Milliseconds. */
const PATIENCE_MS = 10_000

/** The channel on which a listener tells itself something, to know that it still hears. */
const PULSE = 'tailorbird_pulse'

interface ListenerOptions {
  /** How often the listener makes sure that it still hears. Milliseconds. */
  pulseMs?: number
  /** What it has not heard of itself within this time, it will not hear any more. Milliseconds. */
  deafAfterMs?: number
}

/** Hears what processes tell one another through Postgres (LISTEN/NOTIFY), on a connection of its own.
 *  What is told while the connection is broken is lost. `onGap` says when it breaks and when it is back; whoever keeps
 *  something reads it anew then, and keeps nothing while `isListening` is false.
 *
 *  A connection can be gone without a word, when a firewall or a sleeping machine has forgotten it: nothing arrives, and
 *  nothing says so. Therefore it tells itself something now and then, and begins anew when it does not hear it. */
export class Listener {
  readonly #url: string
  readonly #pulseMs: number
  readonly #deafAfterMs: number
  #pulse: NodeJS.Timeout | undefined
  readonly #handlers = new Map<string, Set<Handler>>()
  readonly #gaps = new Set<() => void>()
  #client: Client | undefined
  /** Channels that are asked for and not yet listened to. */
  readonly #unheard = new Set<string>()
  #asking: Promise<void> = Promise.resolve()
  #closed = false

  constructor(url: string, { pulseMs = 2_000, deafAfterMs = 4_000 }: ListenerOptions = {}) {
    this.#url = url
    this.#pulseMs = pulseMs
    this.#deafAfterMs = deafAfterMs
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
    const client = new Client({
      connectionString: this.#url,
      application_name: 'tailorbird listener',
      keepAlive: true,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
    })
    client.on('notification', ({ channel, payload = '' }) => {
      for (const handler of this.#handlers.get(channel) ?? []) handler(payload)
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      for (const channel of [PULSE, ...this.#handlers.keys()]) {
        await client.query(`LISTEN ${channel}`)
        this.#unheard.delete(channel)
      }
    } catch (error) {
      drop(client)
      throw error
    }
    this.#client = client
    // Only one that was open can break; one that never opened is told by the throw, so that each is tried again once.
    client.on('end', () => void this.#again())
    this.#pulse = setTimeout(() => this.#beat(client), this.#pulseMs)
  }

  async close() {
    this.#closed = true
    clearTimeout(this.#pulse)
    await this.#client?.end()
  }

  /** Tells itself something. Whatever it hears until then, of itself or of others, shows that it hears. */
  #beat(client: Client) {
    const deaf = setTimeout(() => {
      if (this.#client === client) drop(client)
    }, this.#deafAfterMs)
    client.once('notification', () => {
      clearTimeout(deaf)
      if (this.#client === client) this.#pulse = setTimeout(() => this.#beat(client), this.#pulseMs)
    })
    client.once('end', () => clearTimeout(deaf))
    client.query(`NOTIFY ${PULSE}`).catch(() => undefined)
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

/** Ends a client whose other end may not answer a goodbye any more. */
function drop(client: Client) {
  client.connection.stream.destroy()
}
