import { isDay, isMoment } from '../time/moment.ts'
import { type Said, said } from '../words/said.ts'
import type { FieldOf } from './field.ts'
import type { ValueKind } from './value-kinds.ts'
import { wrongZoned } from './wrong-zoned.ts'

/** Says what is wrong with a value of a kind that people give names to. It is never given null, undefined or an empty text. */
export const wrongPlain = <K extends ValueKind>(field: FieldOf<K>, value: unknown): Said | undefined =>
  PLAIN_CHECKS[field.kind](field, value)

/** One check per such kind. */
export const PLAIN_CHECKS: { readonly [K in ValueKind]: (field: FieldOf<K>, value: unknown) => Said | undefined } = {
  text: wrongText,
  number: wrongNumber,
  yesNo: ({ label }, value) => (typeof value === 'boolean' ? undefined : said('field.not-yes-or-no', { label })),
  moment: ({ label }, value) => (isMoment(value) || isDay(value) ? undefined : said('field.not-moment', { label })),
  zonedMoment: wrongZoned,
  any: () => undefined,
}

function wrongText({ label, maxLength, pattern }: FieldOf<'text'>, value: unknown) {
  if (typeof value !== 'string') return said('field.not-text', { label })
  if (maxLength !== undefined && value.length > maxLength) {
    return said('field.too-long', { label, length: value.length, max: maxLength })
  }
  return pattern && !new RegExp(pattern.source, 'u').test(value)
    ? said('field.pattern', { says: pattern.says })
    : undefined
}

function wrongNumber({ label, min, max, integer, unit }: FieldOf<'number'>, value: unknown) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return said('field.not-number', { label })
  if (integer && !Number.isInteger(value)) return said('field.not-whole', { label })
  const named = unit ? ` ${unit}` : ''
  if (min !== undefined && value < min) return said('field.too-small', { label, min: `${min}${named}` })
  if (max !== undefined && value > max) return said('field.too-large', { label, max: `${max}${named}` })
  return undefined
}
