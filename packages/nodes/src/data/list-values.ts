/** The value a path such as `author.name` leads to, own properties only; null where it leads nowhere, since the items of
 *  a list need not be alike. An empty path is the item itself. */
export function valueAt(item: unknown, path = ''): unknown {
  if (path.trim() === '') return item
  let value = item
  for (const key of path.trim().split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null
    value = Reflect.get(value, key) as unknown
  }
  return value
}

/** A value written out: nothing for null, JSON only for objects. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The order of two values: numbers and dates by what they stand for, the rest as people sort words. Blank ones come
 *  last whatever the sign. */
export function compareValues(a: unknown, b: unknown, sign: 1 | -1): number {
  const blank = Number(isBlank(a)) - Number(isBlank(b))
  if (blank !== 0 || isBlank(a)) return blank
  const [left, right] = [sizeOf(a), sizeOf(b)]
  if (left !== undefined && right !== undefined) return sign * (left - right)
  return sign * WORDS.compare(asText(a), asText(b))
}

const WORDS = new Intl.Collator('en', { numeric: true })

const isBlank = (value: unknown) => value === null || value === undefined || value === ''

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  // Ids of posts are longer than a number holds exactly; their digits are compared as text, in numeric order.
  if (/^-?\d{1,15}(\.\d+)?$/.test(value.trim())) return Number(value)
  const time = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
