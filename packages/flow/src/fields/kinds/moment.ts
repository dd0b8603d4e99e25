import { isDay, isMoment, momentIn } from '../../time/moment.ts'
import { TIME } from './comparisons.ts'
import { type Kind, nothingWithin, only } from './kind.ts'

export const moment: Kind<'moment'> = {
  edited: 'input',
  takesPill: true,
  readsAsText: true,
  fits: only('moment', 'zonedMoment'),
  operators: TIME,
  within: nothingWithin,
  read: momentFrom,
  isMade: false,
}

/** On which clocks a moment was meant does not matter here. */
function momentFrom(value: unknown): string | undefined {
  const text = typeof value === 'string' ? momentIn(value) : undefined
  return isMoment(text) || isDay(text) ? text : undefined
}
