import type { Said } from '../words/said.ts'
import type { Problem } from './problem.ts'

type Place = Pick<Problem, 'nodeId' | 'edgeId' | 'field'>

/** Something that must be mended. */
export const error = (says: Said, at: Place = {}): Problem => ({ severity: 'error', ...says, ...at })

/** Something that should be known. */
export const warning = (says: Said, at: Place = {}): Problem => ({ severity: 'warning', ...says, ...at })
