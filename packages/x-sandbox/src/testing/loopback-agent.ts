import { Agent } from 'node:http'
import type { Socket } from 'node:net'
import { connect } from 'node:net'

/**
 * Leads a client that insists on https://api.x.com to the sandbox, with its addresses, Host header and
 * signatures exactly as for X.
 */
export class LoopbackAgent extends Agent {
  readonly #port: number
  readonly protocol = 'https:'
  readonly defaultPort = 443

  constructor(port: number) {
    super({ keepAlive: true })
    this.#port = port
  }

  override createConnection(): Socket {
    return connect(this.#port, '127.0.0.1')
  }
}
