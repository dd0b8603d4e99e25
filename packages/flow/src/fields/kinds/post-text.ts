import { ALL } from './comparisons.ts'
import { type Kind, nothingWithin } from './kind.ts'
import { writtenOut } from './written-out.ts'

export const postText: Kind<'postText'> = {
  edited: 'text',
  takesPill: false,
  readsAsText: true,
  fits: (_, readsAsText) => readsAsText,
  operators: ALL,
  within: nothingWithin,
  read: writtenOut,
  isMade: false,
}
