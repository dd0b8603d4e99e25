import { Flow } from '@tailorbird/flow/contract/flows'
import { ApiProblem } from './api-problem.ts'

/** The flow as it stands on the server, when saving a draft was refused because somebody saved since. */
export function flowInConflict(error: unknown): Flow | undefined {
  if (!(error instanceof ApiProblem) || error.status !== 409) return undefined
  const current = typeof error.data === 'object' && error.data !== null ? Reflect.get(error.data, 'current') : undefined
  return Flow.safeParse(current).data
}
