import { readZoned, zonedText } from '../../time/zoned-moment.ts'
import { TIME } from './comparisons.ts'
import { type Kind, nothingWithin, only } from './kind.ts'

export const zonedMoment: Kind<'zonedMoment'> = {
  edited: 'group',
  takesPill: true,
  readsAsText: true,
  fits: only('zonedMoment'),
  operators: TIME,
  within: nothingWithin,
  read: zonedFrom,
  isMade: false,
}

function zonedFrom(value: unknown): string | undefined {
  const read = typeof value === 'string' ? readZoned(value) : undefined
  return read && !('fault' in read) ? zonedText(read) : undefined
}
