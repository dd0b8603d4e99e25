import { PRESENCE } from './comparisons.ts'
import { asItIs, type Kind } from './kind.ts'

export const record: Kind<'record'> = {
  edited: 'group',
  takesPill: true,
  readsAsText: false,
  // Where its table is known, a record is offered as an object.
  fits: (offered) => offered.kind === 'record' || (offered.kind === 'object' && 'id' in offered.fields),
  operators: PRESENCE,
  within: () => 'unknown',
  read: asItIs,
  isMade: false,
}
