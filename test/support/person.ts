import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { type Contract, contract } from '@tailorbird/contract/contract'
import { ProblemBody } from '@tailorbird/contract/problem-body'
import { Session } from '@tailorbird/contract/session'

/** A refusal of the server, as the test meets it. */
export class Refused extends Error {
  readonly problem: ProblemBody

  constructor(problem: ProblemBody) {
    super(`${problem.status} ${problem.type}: ${problem.detail}`)
    this.problem = problem
  }
}

/** Somebody who uses Tailorbird over HTTP: with cookies and the CSRF token, like a browser. */
export interface Person {
  api: ContractRouterClient<Contract>
  /** A request of any kind, relative to the server or absolute; redirects are not followed. */
  ask(path: string, init?: RequestInit): Promise<Response>
  upload(name: string, content: Uint8Array, type?: string): Promise<Response>
}

export const OWNER = { name: 'Ola Owner', email: 'ola@example.com', password: 'correct horse battery' }

/** Signs up the owner with the one-time link, or signs in when there is one already. */
export async function signUp(url: string, ownerLink: string | undefined): Promise<Person> {
  const person = visitor(url)
  if (ownerLink === undefined) await person.api.session.signIn({ email: OWNER.email, password: OWNER.password })
  else await person.api.session.createOwner({ token: new URL(ownerLink).searchParams.get('token') ?? '', ...OWNER })
  return person
}

/** Somebody who has not signed in yet. */
export function visitor(url: string): Person {
  const cookies = new Map<string, string>()
  let csrf: string | undefined

  const send = async (request: Request) => {
    if (new URL(request.url).origin === url) {
      request.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      request.headers.set('origin', url)
      if (csrf !== undefined && !request.headers.has('x-csrf-token')) request.headers.set('x-csrf-token', csrf)
    }
    const response = await fetch(request, { redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    return response
  }
  const refreshToken = async () => {
    const response = await send(new Request(`${url}/api/session`))
    csrf = Session.parse(await response.json()).csrfToken
  }
  const asking = async (request: Request) => {
    if (csrf === undefined || new URL(request.url).pathname === '/api/session') await refreshToken()
    const response = await send(request)
    if (response.ok) {
      if (/\/api\/(session|owner)$/.test(request.url)) await refreshToken()
      return response
    }
    throw new Refused(ProblemBody.parse(await response.json()))
  }
  const link = new OpenAPILink(contract, { url: `${url}/api`, fetch: (request) => asking(request) })
  return {
    api: createORPCClient(link),
    async ask(path, init) {
      if (csrf === undefined) await refreshToken()
      return send(new Request(new URL(path, url), { redirect: 'manual', ...init }))
    },
    async upload(name, content, type = 'application/octet-stream') {
      if (csrf === undefined) await refreshToken()
      const form = new FormData()
      form.append('file', new Blob([Uint8Array.from(content)], { type }), name)
      return send(new Request(`${url}/api/attachments`, { method: 'POST', body: form }))
    },
  }
}

/** The problem body with which a call is refused; fails when it is not. */
export async function refusalOf(call: Promise<unknown>): Promise<ProblemBody> {
  try {
    await call
  } catch (error) {
    if (error instanceof Refused) return error.problem
    throw error
  }
  throw new Error('It was not refused.')
}
