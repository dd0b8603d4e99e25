import { ALL } from './comparisons.ts'
import { asItIs, type Kind } from './kind.ts'

export const any: Kind<'any'> = {
  edited: 'text',
  takesPill: true,
  readsAsText: false,
  fits: () => true,
  operators: ALL,
  within: () => 'unknown',
  read: asItIs,
  isMade: false,
}
