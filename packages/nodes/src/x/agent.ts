import { Agent as HttpAgent, type AgentOptions } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { connect } from 'node:net'

/** X answers within seconds or not at all. Milliseconds. */
export const X_TIMEOUT_MS = 30_000

const OPTIONS: AgentOptions = { keepAlive: true, maxSockets: 64, timeout: X_TIMEOUT_MS }
const sandboxAgents = new Map<number, HttpAgent>()
const xAgent = new HttpsAgent(OPTIONS)

/** The agent calls go through. For the sandbox one that speaks plain HTTP to a loopback port while URLs, Host headers
 *  and OAuth 1.0a signatures stay exactly those of X, so that no code differs between the two. */
export function agentFor(sandboxPort: number | undefined): HttpAgent {
  if (sandboxPort === undefined) return xAgent
  const known = sandboxAgents.get(sandboxPort)
  if (known) return known
  const agent = new SandboxAgent(sandboxPort)
  sandboxAgents.set(sandboxPort, agent)
  return agent
}

class SandboxAgent extends HttpAgent {
  // The client always calls `https.request`, which checks these two.
  readonly protocol = 'https:'
  readonly defaultPort = 443
  readonly #port: number

  constructor(port: number) {
    super(OPTIONS)
    this.#port = port
  }

  override createConnection() {
    // Node sets an agent's time-out only on sockets that it makes itself, and on those that are used again.
    return connect({ port: this.#port, host: '127.0.0.1', noDelay: true, timeout: X_TIMEOUT_MS })
  }
}
