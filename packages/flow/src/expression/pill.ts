import { z } from 'zod'
import { LEFT_BY } from './left-by.ts'

/** A data pill: a reference to something an earlier node put out. It names the node by its stable id,
 *  so renaming a node's label changes nothing. */
export const Pill = z.object({
  node: z.string().min(1),
  /** Keys from the node's output inwards; a number picks an item of a list. Empty: the whole output. */
  path: z.array(z.union([z.string(), z.number().int().nonnegative()])),
})
export type Pill = z.infer<typeof Pill>

/** Outputs of the nodes that have run, by node id. */
export type Scope = Readonly<Record<string, unknown>>

/** Thrown when a pill leads nowhere. The message names the path; it is never turned into an empty string. */
export class MissingValue extends Error {
  readonly pill: Pill

  constructor(pill: Pill, found: string) {
    super(found)
    this.name = 'MissingValue'
    this.pill = pill
  }
}

/** Walks from the node's output along the path, own properties only.
 *  A `null` at the end is a value; anything missing on the way throws {@link MissingValue}. A node that has not run was
 *  left by no way: that is known, and null. */
export function valueOf(pill: Pill, scope: Scope): unknown {
  const isOfWay = pill.path.length === 1 && pill.path[0] === LEFT_BY
  if (isOfWay && !Object.hasOwn(scope, pill.node)) return null
  if (!Object.hasOwn(scope, pill.node)) throw new MissingValue(pill, 'The step it comes from has not run.')
  let value: unknown = scope[pill.node]
  for (const [index, key] of pill.path.entries()) {
    const walked = pill.path.slice(0, index + 1).join('.')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      throw new MissingValue(pill, `There is nothing at "${walked}".`)
    }
    value = (value as Record<string | number, unknown>)[key]
  }
  return value
}

/** The pill as people read it, e.g. `record.title`. */
export const pathText = (pill: Pill) => pill.path.join('.') || 'everything'
