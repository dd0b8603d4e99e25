import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const flowInputs: Kind<'flowInputs'> = { ...AUTHORED, edited: 'group', operators: ALL, isMade: true }
