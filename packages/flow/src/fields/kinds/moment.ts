import { isDay, isMoment } from '../../time/moment.ts'
import { TIME } from './comparisons.ts'
import { type Kind, nothingWithin, only } from './kind.ts'

export const moment: Kind<'moment'> = {
  edited: 'input',
  takesPill: true,
  readsAsText: true,
  fits: only('moment'),
  operators: TIME,
  within: nothingWithin,
  read: (value) => (isMoment(value) || isDay(value) ? value : undefined),
  isMade: false,
}
