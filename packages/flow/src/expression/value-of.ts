import { LEFT_BY } from './left-by.ts'
import type { Pill } from './pill.ts'

/** Outputs of the nodes that have run, by node id. */
export type Scope = Readonly<Record<string, unknown>>

/** Its node has not run; there is nothing at this place of its output; or it is no field of a record that was changed. */
type Missing = { why: 'has not run' } | { why: 'nothing there'; path: string } | { why: 'no change' }

/** Thrown when a pill leads nowhere; it is never turned into an empty string. */
export class MissingValue extends Error {
  readonly pill: Pill
  readonly missing: Missing

  constructor(pill: Pill, missing: Missing) {
    super(`A data pill leads nowhere: ${missing.why}${'path' in missing ? ` at "${missing.path}"` : ''}`)
    this.name = 'MissingValue'
    this.pill = pill
    this.missing = missing
  }
}

/** Walks from the node's output along the path, own properties only.
 *  A `null` at the end is a value; anything missing on the way throws {@link MissingValue}. A node that has not run was
 *  left by no way: that is known, and null. */
export function valueOf(pill: Pill, scope: Scope): unknown {
  const isOfWay = pill.path.length === 1 && pill.path[0] === LEFT_BY
  if (isOfWay && !Object.hasOwn(scope, pill.node)) return null
  if (!Object.hasOwn(scope, pill.node)) throw new MissingValue(pill, { why: 'has not run' })
  let value: unknown = scope[pill.node]
  for (const [index, key] of pill.path.entries()) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      throw new MissingValue(pill, { why: 'nothing there', path: pill.path.slice(0, index + 1).join('.') })
    }
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}

/** The pill as people read it, e.g. `record.title`. */
export const pathText = (pill: Pill) => pill.path.join('.') || 'everything'
