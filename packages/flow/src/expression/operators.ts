import { timeOf } from '../time/moment.ts'

/** The comparisons a condition can make. Words as people read them between the two values.
 *  Nothing is evaluated: values are compared, texts without regard to case and surrounding space. There is no comparison
 *  by regular expression on purpose: one that somebody writes can stop the whole server. */
export const OPERATORS = {
  is: { says: 'is', needsRight: true, test: (left, right) => same(left, right) },
  isNot: { says: 'is not', needsRight: true, test: (left, right) => !same(left, right) },
  isOneOf: { says: 'is one of', needsRight: true, takes: 'many', test: (left, right) => isOneOf(left, right) },
  isNotOneOf: { says: 'is not one of', needsRight: true, takes: 'many', test: (left, right) => !isOneOf(left, right) },
  isEmpty: { says: 'is empty', needsRight: false, test: (left) => empty(left) },
  isNotEmpty: { says: 'is not empty', needsRight: false, test: (left) => !empty(left) },
  contains: { says: 'contains', needsRight: true, test: (left, right) => contains(left, right) },
  doesNotContain: { says: 'does not contain', needsRight: true, test: (left, right) => !contains(left, right) },
  containsAny: {
    says: 'contains any of',
    needsRight: true,
    takes: 'many',
    test: (left, right) => listed(right).some((item) => contains(left, item)),
  },
  startsWith: { says: 'starts with', needsRight: true, test: (left, right) => plain(left).startsWith(plain(right)) },
  endsWith: { says: 'ends with', needsRight: true, test: (left, right) => plain(left).endsWith(plain(right)) },
  isMoreThan: { says: 'is more than', needsRight: true, test: (left, right) => compare(left, right) > 0 },
  isAtLeast: { says: 'is at least', needsRight: true, test: (left, right) => compare(left, right) >= 0 },
  isLessThan: { says: 'is less than', needsRight: true, test: (left, right) => compare(left, right) < 0 },
  isAtMost: { says: 'is at most', needsRight: true, test: (left, right) => compare(left, right) <= 0 },
  isBetween: { says: 'is between', needsRight: true, takes: 'two', test: (left, right) => isBetween(left, right) },
  isAfter: { says: 'is after', needsRight: true, test: (left, right) => compareMoments(left, right) > 0 },
  isBefore: { says: 'is before', needsRight: true, test: (left, right) => compareMoments(left, right) < 0 },
  changes: { says: 'changes', needsRight: false, needsBefore: true, test: (now, _, before) => !same(now, before) },
  changesFrom: {
    says: 'changes from',
    needsRight: true,
    needsBefore: true,
    test: (now, right, before) => !same(now, before) && same(before, right),
  },
  changesTo: {
    says: 'changes to',
    needsRight: true,
    needsBefore: true,
    test: (now, right, before) => !same(now, before) && same(now, right),
  },
} satisfies Record<string, Comparison>

/** How one comparison reads and what it needs. */
export interface Comparison {
  says: string
  needsRight: boolean
  /** `many`: the right side is a list, or a text with commas or one on each line. `two`: a list of two, or a text such
   *  as "10 and 20". Default: one value. */
  takes?: 'many' | 'two'
  /** Compares with what a record held before the change: the left side must be a pill of a changed record. */
  needsBefore?: true
  test(left: unknown, right?: unknown, before?: unknown): boolean
}

export type Operator = keyof typeof OPERATORS
export const isOperator = (name: string): name is Operator => Object.hasOwn(OPERATORS, name)
/** The comparison as the interface says it, with the parts that not every one has. */
export const comparison = (operator: Operator): Comparison => OPERATORS[operator]

function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim().toLowerCase()
}

function empty(value: unknown) {
  return Array.isArray(value) ? value.length === 0 : plain(value) === ''
}

function same(left: unknown, right: unknown) {
  const numbers = [numberOf(left), numberOf(right)]
  if (numbers.every((number) => number !== undefined)) return numbers[0] === numbers[1]
  return plain(left) === plain(right)
}

function contains(left: unknown, right: unknown) {
  return Array.isArray(left) ? left.some((item) => same(item, right)) : plain(left).includes(plain(right))
}

function isOneOf(left: unknown, right: unknown) {
  return listed(right).some((item) => same(left, item))
}

/** The values of a list; of a text the pieces between commas or line breaks. */
function listed(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (typeof value !== 'string') return empty(value) ? [] : [value]
  return value.split(/[,\n]/).filter((piece) => piece.trim() !== '')
}

function isBetween(left: unknown, right: unknown) {
  const [low, high] = boundsOf(right) ?? []
  return compare(left, low) >= 0 && compare(left, high) <= 0
}

/** The two ends of a span, written as a list of two or as a text such as "10 and 20"; undefined when it is neither. */
export function boundsOf(value: unknown): [unknown, unknown] | undefined {
  const ends: readonly unknown[] = Array.isArray(value)
    ? value
    : plain(value)
        .replaceAll(' and ', ',')
        .split(',')
        .map((end) => end.trim())
  const [low, high] = ends
  return ends.length === 2 && !empty(low) && !empty(high) ? [low, high] : undefined
}

/** Below, equal or above zero; NaN (never more, less or equal) when one side is empty or the two are of different sorts. */
function compare(left: unknown, right: unknown): number {
  if (empty(left) || empty(right)) return Number.NaN
  const a = numberOf(left) ?? timeOf(left)
  const b = numberOf(right) ?? timeOf(right)
  return a === undefined || b === undefined ? Number.NaN : a - b
}

/** As {@link compare}, for dates only: numbers are no dates. */
function compareMoments(left: unknown, right: unknown): number {
  return (timeOf(left) ?? Number.NaN) - (timeOf(right) ?? Number.NaN)
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^\s*-?\d+(\.\d+)?\s*$/.test(value)) return undefined
  // Ids of posts are longer than a number holds exactly; they are compared as text.
  return value.trim().length > 15 ? undefined : Number(value)
}
