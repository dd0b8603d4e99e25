import { Condition } from '../expression/condition.ts'
import { countPost } from '@tailorbird/x-rules/post-text'
import type { Field } from './field.ts'
import { FileEntry } from './file-entry.ts'
import { durationText } from './duration-text.ts'
import { Schedule } from './schedule.ts'
import { wrongDecisions } from './wrong-decisions.ts'
import { wrongNamed } from './wrong-named.ts'

/** Says what is wrong with a value for a field, in one sentence for people; nothing when it is right.
 *  The designer asks before a test, the worker asks again with the resolved value before anything is sent. */
export function wrongWith(field: Field, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') {
    return field.optional ? undefined : `"${field.label}" is empty.`
  }
  switch (field.kind) {
    case 'text':
      return wrongText(field, value)
    case 'postText':
      return wrongPost(value)
    case 'number':
      return wrongNumber(field, value)
    case 'toggle':
      return typeof value === 'boolean' ? undefined : `"${field.label}" must be on or off.`
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(field.options, value)
        ? undefined
        : `"${String(value)}" is not one of the choices of "${field.label}".`
    case 'moment':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? undefined
        : `"${field.label}" must be a date and time.`
    case 'alias':
    case 'table':
      return typeof value === 'string' ? undefined : `Choose "${field.label}".`
    case 'record':
      return isRecord(value) ? undefined : `"${field.label}" must be a record.`
    case 'condition':
      return Condition.safeParse(value).success ? undefined : 'The condition is not complete.'
    case 'schedule':
      return Schedule.safeParse(value).error?.issues[0]?.message
    case 'files':
      return wrongFiles(field, value)
    case 'list':
      return Array.isArray(value)
        ? firstOf(value, (item) => wrongWith(field.of, item))
        : `"${field.label}" must be a list.`
    case 'object':
      return wrongObject(field, value)
    case 'any':
      return undefined
    case 'flow':
      return typeof value === 'string' ? undefined : `Choose "${field.label}".`
    case 'duration':
      return wrongDuration(field, value)
    case 'code':
      return wrongCode(field, value)
    case 'fieldList':
    case 'assignments':
    case 'flowInputs':
    case 'cases':
      return wrongNamed(field, value)
    case 'decisions':
      return wrongDecisions(value)[0]
  }
}

function wrongText({ label, maxLength, pattern }: Field & { kind: 'text' }, value: unknown) {
  if (typeof value !== 'string') return `"${label}" must be text.`
  if (maxLength !== undefined && value.length > maxLength) {
    return `"${label}" has ${value.length} characters; at most ${maxLength} are allowed.`
  }
  return pattern && !new RegExp(pattern.source, 'u').test(value) ? pattern.says : undefined
}

function wrongPost(value: unknown) {
  if (typeof value !== 'string') return 'The text of a post must be text.'
  const { fits, length, limit, cashtags } = countPost(value)
  if (!fits)
    return `The post has ${length} characters as X counts them; ${limit} are allowed. Take ${length - limit} out.`
  return cashtags.length > 1 ? `The post has ${cashtags.length} cashtags; X allows one.` : undefined
}

function wrongNumber({ label, min, max, integer, unit }: Field & { kind: 'number' }, value: unknown) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `"${label}" must be a number.`
  if (integer && !Number.isInteger(value)) return `"${label}" must be a whole number.`
  const named = unit ? ` ${unit}` : ''
  if (min !== undefined && value < min) return `"${label}" must be at least ${min}${named}.`
  if (max !== undefined && value > max) return `"${label}" must be at most ${max}${named}.`
  return undefined
}

function wrongFiles({ label, max }: Field & { kind: 'files' }, value: unknown) {
  if (!Array.isArray(value) || !value.every((file) => FileEntry.safeParse(file).success)) {
    return `"${label}" must be files, for example what Look Up Attachments found.`
  }
  return max !== undefined && value.length > max
    ? `There are ${value.length} files; "${label}" takes at most ${max}.`
    : undefined
}

function wrongObject({ label, fields }: Field & { kind: 'object' }, value: unknown) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `"${label}" must have fields.`
  const given = new Map<string, unknown>(Object.entries(value))
  const shown = Object.entries(fields).filter(([, { shownWhen = {} }]) =>
    Object.entries(shownWhen).every(([name, values]) => values.includes(String(given.get(name)))),
  )
  return firstOf(shown, ([name, inner]) => wrongWith(inner, given.get(name)))
}

function wrongDuration({ label, min = 0, max }: Field & { kind: 'duration' }, value: unknown) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `"${label}" must be a length of time.`
  if (value < min) return `"${label}" must be at least ${durationText(min)}.`
  if (max !== undefined && value > max) return `"${label}" must be at most ${durationText(max)}.`
  return undefined
}

function wrongCode({ label }: Field & { kind: 'code' }, value: unknown) {
  if (typeof value !== 'string') return `"${label}" must be JavaScript.`
  return value.length > MOST_CODE ? `"${label}" has more than ${MOST_CODE} characters.` : undefined
}

const MOST_CODE = 50_000

const isRecord = (value: unknown) => typeof value === 'object' && value !== null && 'id' in value

function firstOf<T>(items: readonly T[], check: (item: T) => string | undefined) {
  for (const item of items) {
    const wrong = check(item)
    if (wrong) return wrong
  }
  return undefined
}
