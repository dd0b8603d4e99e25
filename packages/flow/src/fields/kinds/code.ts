import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const code: Kind<'code'> = { ...AUTHORED, edited: 'code', operators: ALL }
