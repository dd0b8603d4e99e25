import { createHash } from 'node:crypto'

/** A value as the key it is remembered by. The same value always gives the same key, whatever the order of its parts;
 *  long ones are shortened without two becoming one. */
export function keyText(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : (JSON.stringify(value ?? '', sorted) ?? '')
  return text.length <= LONGEST ? text : createHash('sha256').update(text).digest('hex')
}

const LONGEST = 200

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
