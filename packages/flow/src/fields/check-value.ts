import { Condition } from '../expression/condition.ts'
import { countPost } from '@tailorbird/x-rules/post-text'
import { PLAIN_CHECKS } from './check-plain.ts'
import type { FieldKind, FieldOf } from './field.ts'
import { FileEntry } from './file-entry.ts'
import { Schedule } from './schedule.ts'
import { type Said, said } from '../words/said.ts'
import { saidByIssue } from '../words/issue.ts'
import { wrongDecisions } from './wrong-decisions.ts'
import { wrongNamed } from './wrong-named.ts'

/** Says what is wrong with a value for a field; nothing when it is right.
 *  The designer asks before a test, the worker asks again with the resolved value before anything is sent. */
export function wrongWith<K extends FieldKind>(field: FieldOf<K>, value: unknown): Said | undefined {
  const { label, optional }: { label: string; optional?: boolean } = field
  if (value === undefined || value === null || value === '')
    return optional ? undefined : said('field.empty', { label })
  return CHECKS[field.kind](field, value)
}

type Check<K extends FieldKind> = (field: FieldOf<K>, value: unknown) => Said | undefined

const chosen = ({ label }: { label: string }, value: unknown) =>
  typeof value === 'string' ? undefined : said('field.choose', { label })

/** One check per kind of field. It is never given null, undefined or an empty text. */
const CHECKS: { readonly [K in FieldKind]: Check<K> } = {
  ...PLAIN_CHECKS,
  postText: (_, value) => wrongPost(value),
  choice: ({ label, options }, value) =>
    typeof value === 'string' && Object.hasOwn(options, value)
      ? undefined
      : said('field.not-a-choice', { given: String(value), label }),
  alias: chosen,
  table: chosen,
  record: ({ label }, value) => (isRecord(value) ? undefined : said('field.not-record', { label })),
  condition: (_, value) => (Condition.safeParse(value).success ? undefined : said('condition.incomplete')),
  schedule: (_, value) => wrongSchedule(value),
  files: wrongFiles,
  list: ({ label, of }, value) =>
    Array.isArray(value) ? firstOf(value, (item) => wrongWith(of, item)) : said('field.not-list', { label }),
  object: wrongObject,
  fieldList: wrongNamed,
  assignments: wrongNamed,
  flow: chosen,
  flowInputs: wrongNamed,
  cases: wrongNamed,
  decisions: (_, value) => wrongDecisions(value)[0],
  duration: wrongDuration,
  code: wrongCode,
}

function wrongPost(value: unknown) {
  if (typeof value !== 'string') return said('post.not-text')
  const { fits, length, limit, cashtags } = countPost(value)
  if (!fits) return said('post.too-long', { length, limit, over: length - limit })
  return cashtags.length > 1 ? said('post.cashtags', { count: cashtags.length }) : undefined
}

function wrongFiles({ label, max }: FieldOf<'files'>, value: unknown) {
  if (!Array.isArray(value) || !value.every((file) => FileEntry.safeParse(file).success)) {
    return said('field.not-files', { label })
  }
  return max !== undefined && value.length > max
    ? said('field.too-many-files', { count: value.length, label, max })
    : undefined
}

function wrongObject({ label, fields }: FieldOf<'object'>, value: unknown) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return said('field.not-object', { label })
  const given = new Map<string, unknown>(Object.entries(value))
  const shown = Object.entries(fields).filter(([, { shownWhen = {} }]) =>
    Object.entries(shownWhen).every(([name, values]) => values.includes(String(given.get(name)))),
  )
  return firstOf(shown, ([name, inner]) => wrongWith(inner, given.get(name)))
}

function wrongDuration({ label, min = 0, max }: FieldOf<'duration'>, value: unknown) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return said('field.not-duration', { label })
  if (value < min) return said('field.too-short-time', { label, min })
  if (max !== undefined && value > max) return said('field.too-long-time', { label, max })
  return undefined
}

function wrongCode({ label }: FieldOf<'code'>, value: unknown) {
  if (typeof value !== 'string') return said('field.not-code', { label })
  return value.length > MOST_CODE ? said('field.too-much-code', { label, max: MOST_CODE }) : undefined
}

function wrongSchedule(value: unknown) {
  const [issue] = Schedule.safeParse(value).error?.issues ?? []
  return issue && (saidByIssue(issue) ?? said('schedule.incomplete'))
}

const MOST_CODE = 50_000

const isRecord = (value: unknown) => typeof value === 'object' && value !== null && 'id' in value

function firstOf<T>(items: readonly T[], check: (item: T) => Said | undefined) {
  for (const item of items) {
    const wrong = check(item)
    if (wrong) return wrong
  }
  return undefined
}
