import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const condition: Kind<'condition'> = { ...AUTHORED, edited: 'group', operators: ALL }
