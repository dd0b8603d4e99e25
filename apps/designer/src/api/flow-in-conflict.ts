import type { Flow } from '@tailorbird/contract/flows'
import { ApiProblem } from './api-problem.ts'

/** The flow as it stands on the server, when saving a draft was refused because somebody saved since. */
export async function flowInConflict(error: unknown): Promise<Flow | undefined> {
  if (!(error instanceof ApiProblem) || error.status !== 409) return undefined
  const current = typeof error.data === 'object' && error.data !== null ? Reflect.get(error.data, 'current') : undefined
  // The schemas are fetched when there is something to parse: conflicts are rare, and every page would carry them.
  const flows = await import('@tailorbird/contract/flows')
  return flows.Flow.safeParse(current).data
}
