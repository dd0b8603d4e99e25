import { SAMENESS } from './comparisons.ts'
import { type Kind, nothingWithin, only } from './kind.ts'

export const yesNo: Kind<'yesNo'> = {
  edited: 'input',
  takesPill: true,
  readsAsText: true,
  fits: only('yesNo'),
  operators: SAMENESS,
  within: nothingWithin,
  read: yesOrNo,
  isMade: false,
}

const WORDS: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  on: true,
  '1': true,
  no: false,
  false: false,
  off: false,
  '0': false,
}

function yesOrNo(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
}
