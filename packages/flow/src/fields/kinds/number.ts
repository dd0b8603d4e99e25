import { SIZE } from './comparisons.ts'
import { type Kind, nothingWithin, only } from './kind.ts'

export const number: Kind<'number'> = {
  edited: 'input',
  takesPill: true,
  readsAsText: true,
  fits: only('number'),
  operators: SIZE,
  within: nothingWithin,
  read: numberFrom,
  isMade: false,
}

const DECIMAL = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i

/** Decimal notation only: `Number` would also take "0x10", "Infinity" and an empty line. */
function numberFrom(value: unknown): number | undefined {
  const given = typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value
  return typeof given === 'number' && Number.isFinite(given) ? given : undefined
}
