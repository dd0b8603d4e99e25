import { afterAll, beforeAll, beforeEach } from 'vitest'
import { TwitterApi } from 'twitter-api-v2'
import type { RunningSandbox, StartOptions } from '../server/start-sandbox.ts'
import { LoopbackAgent } from './loopback-agent.ts'
import { startSandbox } from '../server/start-sandbox.ts'

export const accountIds = { tailorbird_dev: '1614301200000000001', maya_support: '1614301200000000003' } as const

/** A sandbox for the tests of one file, started before and reset between them. */
export function openSandbox(options: Partial<StartOptions> = {}) {
  let running: RunningSandbox | undefined
  let agent: LoopbackAgent | undefined
  const sandbox = {
    get url(): string {
      if (!running) throw new Error('The sandbox is not running yet.')
      return running.url
    },
    get agent(): LoopbackAgent {
      if (!agent) throw new Error('The sandbox is not running yet.')
      return agent
    },
    /** Calls the control API; throws on a refusal. */
    async control(method: string, path: string, body?: object) {
      const answer = await call(sandbox.url, method, `/sandbox/${path}`, { body })
      if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
      return answer.json
    },
    /** Calls the API with a bearer. */
    call: (method: string, path: string, request: CallOptions = {}) => call(sandbox.url, method, path, request),
    async bearer(username: string, more: { scope?: string; clientId?: string } = {}): Promise<string> {
      return (await sandbox.control('POST', 'tokens', { username, ...more })).access_token
    },
    /** The client of the product, led here by its agent. */
    async client(username: string): Promise<TwitterApi> {
      return new TwitterApi(await sandbox.bearer(username), { httpAgent: sandbox.agent })
    },
  }
  beforeAll(async () => {
    running = await startSandbox({ port: 0, ...options })
    agent = new LoopbackAgent(running.port)
  })
  beforeEach(() => sandbox.control('POST', 'reset'))
  afterAll(async () => {
    agent?.destroy()
    await running?.close()
  })
  return sandbox
}

interface CallOptions {
  bearer?: string
  body?: object | undefined
  form?: Record<string, string>
  headers?: Record<string, string>
}

async function call(url: string, method: string, path: string, { bearer, body, form, headers = {} }: CallOptions) {
  const answer = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : form ? { body: new URLSearchParams(form) } : {}),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json')
  return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : null }
}
