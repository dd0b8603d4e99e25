import { problemFrom, unreachable } from './api-problem.ts'
import { csrfToken, reachable, signedOutCount } from './server-state.ts'

/** Sends a request; every refusal and every silence is thrown as `ApiProblem`. */
export async function askServer(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await send(request)
  if (response.ok) {
    reachable.set(true)
    return response
  }
  const problem = problemFrom(response.status, await response.text())
  // Somebody signed in anew in another tab, and the token is new: fetch it and ask once more.
  if (problem.type === 'tailorbird:session-changed' && (await refreshToken())) {
    const second = await send(again)
    if (second.ok) return second
    throw problemFrom(second.status, await second.text())
  }
  if (problem.status === 401) signedOutCount.set(signedOutCount.get() + 1)
  reachable.set(problem.status !== 0)
  throw problem
}

async function send(request: Request): Promise<Response> {
  request.headers.set('x-csrf-token', csrfToken.get())
  try {
    // A change that was asked for when the page closes (a deletion whose Undo ran out) must still arrive.
    return await fetch(request, { credentials: 'same-origin', keepalive: request.method === 'DELETE' })
  } catch (error) {
    if (request.signal.aborted) throw error
    reachable.set(false)
    throw unreachable()
  }
}

async function refreshToken(): Promise<boolean> {
  const response = await send(new Request('/api/session'))
  const token = response.ok ? tokenOf(await response.json()) : undefined
  if (token !== undefined) csrfToken.set(token)
  return token !== undefined
}

function tokenOf(session: unknown): string | undefined {
  const token =
    typeof session === 'object' && session !== null && 'csrfToken' in session ? session.csrfToken : undefined
  return typeof token === 'string' ? token : undefined
}
