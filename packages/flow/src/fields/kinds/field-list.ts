import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const fieldList: Kind<'fieldList'> = { ...AUTHORED, edited: 'group', operators: ALL }
