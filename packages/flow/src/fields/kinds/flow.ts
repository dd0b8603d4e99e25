import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const flow: Kind<'flow'> = { ...AUTHORED, edited: 'input', operators: ALL }
