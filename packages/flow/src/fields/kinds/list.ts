import { MEMBERS } from './comparisons.ts'
import { asItIs, type Kind, only } from './kind.ts'

export const list: Kind<'list'> = {
  edited: 'input',
  takesPill: true,
  readsAsText: false,
  fits: only('list', 'files'),
  operators: MEMBERS,
  within: ({ of }, key) => (typeof key === 'number' ? of : undefined),
  read: asItIs,
  isMade: false,
}
