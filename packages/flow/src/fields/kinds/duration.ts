import { ALL } from './comparisons.ts'
import { asItIs, type Kind, nothingWithin, only } from './kind.ts'

export const duration: Kind<'duration'> = {
  edited: 'group',
  takesPill: true,
  readsAsText: false,
  fits: only('number'),
  operators: ALL,
  within: nothingWithin,
  read: asItIs,
  isMade: false,
}
