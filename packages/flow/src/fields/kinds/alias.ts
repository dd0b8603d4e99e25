import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const alias: Kind<'alias'> = { ...AUTHORED, edited: 'input', operators: ALL }
