import { SAMENESS } from './comparisons.ts'
import { type Kind, nothingWithin, only } from './kind.ts'
import { writtenOut } from './written-out.ts'

export const choice: Kind<'choice'> = {
  edited: 'input',
  takesPill: true,
  readsAsText: true,
  fits: only('choice', 'text'),
  operators: SAMENESS,
  within: nothingWithin,
  read: writtenOut,
  isMade: false,
}
