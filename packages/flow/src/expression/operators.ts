/** The comparisons a condition can make. Words as people read them between the two values.
 *  Nothing is evaluated: values are compared, texts without regard to case and surrounding space. */
export const OPERATORS = {
  is: { says: 'is', needsRight: true, test: (left, right) => same(left, right) },
  isNot: { says: 'is not', needsRight: true, test: (left, right) => !same(left, right) },
  isEmpty: { says: 'is empty', needsRight: false, test: (left) => empty(left) },
  isNotEmpty: { says: 'is not empty', needsRight: false, test: (left) => !empty(left) },
  contains: { says: 'contains', needsRight: true, test: (left, right) => contains(left, right) },
  doesNotContain: { says: 'does not contain', needsRight: true, test: (left, right) => !contains(left, right) },
  startsWith: { says: 'starts with', needsRight: true, test: (left, right) => plain(left).startsWith(plain(right)) },
  endsWith: { says: 'ends with', needsRight: true, test: (left, right) => plain(left).endsWith(plain(right)) },
  isMoreThan: { says: 'is more than', needsRight: true, test: (left, right) => compare(left, right) > 0 },
  isAtLeast: { says: 'is at least', needsRight: true, test: (left, right) => compare(left, right) >= 0 },
  isLessThan: { says: 'is less than', needsRight: true, test: (left, right) => compare(left, right) < 0 },
  isAtMost: { says: 'is at most', needsRight: true, test: (left, right) => compare(left, right) <= 0 },
} satisfies Record<string, { says: string; needsRight: boolean; test: (left: unknown, right?: unknown) => boolean }>

export type Operator = keyof typeof OPERATORS
export const isOperator = (name: string): name is Operator => Object.hasOwn(OPERATORS, name)

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

/** Below, equal or above zero; NaN (never more, less or equal) when one side is empty or the two are of different sorts. */
function compare(left: unknown, right: unknown): number {
  if (empty(left) || empty(right)) return Number.NaN
  const a = numberOf(left) ?? momentOf(left)
  const b = numberOf(right) ?? momentOf(right)
  return a === undefined || b === undefined ? Number.NaN : a - b
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^\s*-?\d+(\.\d+)?\s*$/.test(value)) return undefined
  // Ids of posts are longer than a number holds exactly; they are compared as text.
  return value.trim().length > 15 ? undefined : Number(value)
}

function momentOf(value: unknown): number | undefined {
  const time = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
