import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const assignments: Kind<'assignments'> = { ...AUTHORED, edited: 'group', operators: ALL, isMade: true }
