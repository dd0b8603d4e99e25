import type { Problem } from './problem.ts'

type Place = Pick<Problem, 'nodeId' | 'edgeId' | 'field'>

/** Something that must be mended. */
export const error = (code: string, message: string, at: Place = {}): Problem => ({
  severity: 'error',
  code,
  message,
  ...at,
})

/** Something that should be known. */
export const warning = (code: string, message: string, at: Place = {}): Problem => ({
  severity: 'warning',
  code,
  message,
  ...at,
})
