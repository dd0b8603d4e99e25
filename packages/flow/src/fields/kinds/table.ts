import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const table: Kind<'table'> = { ...AUTHORED, edited: 'input', operators: ALL }
