import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const cases: Kind<'cases'> = { ...AUTHORED, edited: 'group', operators: ALL }
