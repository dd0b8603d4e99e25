import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const decisions: Kind<'decisions'> = { ...AUTHORED, edited: 'group', operators: ALL, isMade: true }
