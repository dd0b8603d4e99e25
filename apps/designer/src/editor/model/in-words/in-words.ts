import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Condition, Rule } from '@tailorbird/flow/expression/condition'
import { isCondition } from '@tailorbird/flow/expression/is-condition'
import { isGroup } from '@tailorbird/flow/expression/is-group'
import { OPERATORS } from '@tailorbird/flow/expression/operators'
import { LEFT_BY } from '@tailorbird/flow/expression/left-by'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field, FieldKind, FieldOf } from '@tailorbird/flow/fields/field'
import { isSchedule } from '@tailorbird/flow/fields/is-schedule'
import { readColumns, readResults } from '@tailorbird/flow/fields/read-decisions'
import type { Schedule } from '@tailorbird/flow/fields/schedule'
import { zonedInWords } from '../../../ui/time/zoned-in-words.ts'

/** What the words need to know of the rest of the flow. */
export interface Names {
  pill(pill: Pill): string
  table(id: string): string | undefined
  flow(id: string): string | undefined
  /** A node and one of its ways out. */
  way(nodeId: string, port: string): { node: string; port: string }
}

/** A field's value in a few words, as a card or a list of differences shows it; empty when nothing is set. */
export function inWords(binding: Binding | undefined, field: Field, names: Names): string {
  if (!binding) return ''
  if ('pill' in binding) return names.pill(binding.pill)
  if ('parts' in binding)
    return binding.parts.map((part) => (typeof part === 'string' ? part : names.pill(part.pill))).join('')
  return fixedInWords(binding.fixed, field, names)
}

function fixedInWords<K extends FieldKind>(value: unknown, field: FieldOf<K>, names: Names): string {
  return value === null || value === '' ? '' : SAYS[field.kind]({ value, field, names })
}

interface Fixed<K extends FieldKind> {
  /** Never null and never an empty text. */
  value: unknown
  field: FieldOf<K>
  names: Names
}

function asItStands({ value }: { value: unknown }) {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'object' ? '…' : String(value)
}
const howMany = ({ value }: { value: unknown }) => (Array.isArray(value) ? listInWords(value) : '')

/** How a value of each kind is said in a few words. */
const SAYS: { readonly [K in FieldKind]: (fixed: Fixed<K>) => string } = {
  text: asItStands,
  postText: asItStands,
  number: ({ value, field }) => (field.unit ? `${String(value)} ${field.unit}` : String(value)),
  yesNo: ({ value }) => (value === true ? 'yes' : 'no'),
  choice: ({ value, field }) => field.options[String(value)] ?? String(value),
  moment: asItStands,
  zonedMoment: ({ value }) => zonedInWords(String(value)),
  alias: asItStands,
  table: ({ value, names }) => names.table(String(value)) ?? 'a deleted table',
  record: asItStands,
  condition: ({ value, names }) => (isCondition(value) ? conditionInWords(value, names) : ''),
  schedule: ({ value }) => (isSchedule(value) ? scheduleInWords(value) : ''),
  files: howMany,
  list: howMany,
  object: asItStands,
  any: asItStands,
  fieldList: asItStands,
  assignments: asItStands,
  flow: ({ value, names }) => names.flow(String(value)) ?? 'a deleted flow',
  flowInputs: asItStands,
  cases: asItStands,
  decisions: ({ value }) => decisionsInWords(value),
  duration: asItStands,
  code: asItStands,
}

export function conditionInWords({ match, rules }: Condition, names: Names): string {
  const word = match === 'all' ? ' and ' : ' or '
  return rules
    .map((entry) => (isGroup(entry) ? `(${conditionInWords(entry, names)})` : ruleInWords(entry, names)))
    .join(word)
}

function ruleInWords({ left, operator, right }: Rule, names: Names): string {
  const { says, needsRight } = OPERATORS[operator]
  const isOfWay = 'pill' in left && left.pill.path[0] === LEFT_BY && right && 'fixed' in right
  if (isOfWay && (operator === 'is' || operator === 'isNot')) {
    const { node, port } = names.way(left.pill.node, String(right.fixed))
    return `${node} was ${operator === 'is' ? '' : 'not '}left by “${port}”`
  }
  return needsRight
    ? `${sideInWords(left, names)} ${says} ${sideInWords(right, names) || '…'}`
    : `${sideInWords(left, names)} ${says}`
}

/** Words and numbers themselves, as far as they fit: "one, two, three and 4 more". Of other things how many there are. */
function listInWords(items: readonly unknown[]): string {
  if (items.length === 0 || items.some((item) => typeof item === 'object'))
    return `${items.length} ${items.length === 1 ? 'item' : 'items'}`
  const shown = items.slice(0, 3).map(String)
  const more = items.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

/** Which results by which columns: "reply by Language and Followers". */
function decisionsInWords(value: unknown): string {
  const results = readResults(value).map(({ key }) => key)
  const columns = readColumns(value)
  return columns.length === 0 ? '' : `${results.join(', ') || 'whether to go on'} by ${columns.join(' and ')}`
}

const anything: Field = { kind: 'text', label: 'Value' }
const sideInWords = (side: Binding | undefined, names: Names) => inWords(side, anything, names)

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

export function scheduleInWords(schedule: Schedule): string {
  return `${rhythm(schedule)} (${schedule.timeZone.replaceAll('_', ' ')})`
}

function rhythm(schedule: Schedule): string {
  switch (schedule.every) {
    case 'minutes':
      return schedule.minutes === 1 ? 'every minute' : `every ${schedule.minutes} minutes`
    case 'hour':
      return `every hour at :${String(schedule.minute).padStart(2, '0')}`
    case 'hours':
      return schedule.hours === 1 ? 'every hour' : `every ${schedule.hours} hours`
    case 'day':
      return `every day at ${schedule.at}`
    case 'week':
      return `every ${schedule.weekdays.map((day) => DAYS[day]).join(', ')} at ${schedule.at}`
    case 'month':
      return schedule.day === 31
        ? `on the last day of each month at ${schedule.at}`
        : `on day ${schedule.day} of each month at ${schedule.at}`
    case 'once':
      return `once, at ${schedule.moment}`
    case 'repeat':
      return `every ${schedule.count} ${schedule.unit} from ${schedule.from} on`
    case 'cron':
      return `by cron ${schedule.cron}`
  }
}
