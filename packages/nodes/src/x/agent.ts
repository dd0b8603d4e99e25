import { Agent as HttpAgent, type AgentOptions, type ClientRequest } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { connect } from 'node:net'

/** X answers within seconds or not at all. Once it has its socket a call has this long for everything, from the name
 *  look-up to the last byte of the answer; an upload has longer, because a file may have to go up a slow line. Milliseconds. */
export const DEADLINES_MS = { call: 30_000, upload: 60_000 }

export type Deadlines = typeof DEADLINES_MS

const OPTIONS: AgentOptions = { keepAlive: true, maxSockets: 64 }
const sandboxAgents = new Map<number, HttpAgent>()

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

/** Every request passes here on its way to a socket, new or used before. The time-outs of sockets do not serve: they are
 *  lost when a socket is handed over, and a trickle of bytes puts them off for ever. */
function giveDeadline(request: ClientRequest, deadlines: Deadlines) {
  const ms = request.method !== 'GET' && request.path.includes('/media/upload') ? deadlines.upload : deadlines.call
  // While it waits for a socket nothing of it has been sent, and those before it end in time.
  request.once('socket', () => {
    const timer = setTimeout(() => request.destroy(new Error(`Request timed out after ${ms} ms.`)), ms)
    request.once('close', () => clearTimeout(timer))
  })
}

class XAgent extends HttpsAgent {
  addRequest(request: ClientRequest, ...rest: unknown[]) {
    giveDeadline(request, DEADLINES_MS)
    addRequest.call(this, request, ...rest)
  }
}

/** Exported for its test. */
export class SandboxAgent extends HttpAgent {
  // The client always calls `https.request`, which checks these two.
  readonly protocol = 'https:'
  readonly defaultPort = 443
  readonly #port: number
  readonly #deadlines: Deadlines

  constructor(port: number, deadlines: Deadlines = DEADLINES_MS) {
    super(OPTIONS)
    this.#port = port
    this.#deadlines = deadlines
  }

  addRequest(request: ClientRequest, ...rest: unknown[]) {
    giveDeadline(request, this.#deadlines)
    addRequest.call(this, request, ...rest)
  }

  override createConnection() {
    return connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
  }
}

/** What every request calls on its agent. Node has it since its first versions, its types do not name it. */
const { addRequest } = HttpAgent.prototype as unknown as {
  addRequest(this: HttpAgent, request: ClientRequest, ...rest: unknown[]): void
}

const xAgent = new XAgent(OPTIONS)
