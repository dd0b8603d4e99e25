import { PRESENCE } from './comparisons.ts'
import { asItIs, type Kind } from './kind.ts'

export const object: Kind<'object'> = {
  edited: 'group',
  takesPill: true,
  readsAsText: false,
  fits: () => true,
  operators: PRESENCE,
  within: ({ fields }, key) => (Object.hasOwn(fields, key) ? fields[key] : undefined),
  read: asItIs,
  isMade: false,
}
