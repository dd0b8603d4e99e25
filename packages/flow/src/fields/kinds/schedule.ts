import { ALL } from './comparisons.ts'
import { AUTHORED, type Kind } from './kind.ts'

export const schedule: Kind<'schedule'> = { ...AUTHORED, edited: 'group', operators: ALL }
