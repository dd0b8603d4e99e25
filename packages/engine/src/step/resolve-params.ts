import { type Binding, pillsOf } from '@tailorbird/flow/expression/binding'
import type { Scope } from '@tailorbird/flow/expression/value-of'
import { wrongWith } from '@tailorbird/flow/fields/check-value'
import type { Field, Fields } from '@tailorbird/flow/fields/field'
import { KINDS } from '@tailorbird/flow/fields/kinds/kinds'
import { isShown } from '@tailorbird/flow/fields/is-shown'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure } from '@tailorbird/flow/node/failure'
import { said } from '@tailorbird/flow/words/said'
import { assign } from './assign.ts'
import { lookUp } from './look-up.ts'
import { wrongParam } from './wrong-param.ts'
import { takeDecision } from './take-decision.ts'

/** The values of a node's parameters: pills looked up, then checked against the fields. Those that a loop looks up anew
 *  in each turn are left out. Aliases are still names here and conditions still data, so the result may be kept and
 *  shown. Throws `Failure` naming the field. */
export function resolveParams(
  node: GraphNode,
  { params: fields, needsOneOf }: Described,
  scope: Scope,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (field.inside || !isShown(field, { fields, params: node.params })) continue
    const value = checked(node.params[name], { name, field, scope })
    if (value !== undefined) values[name] = value
  }
  if (needsOneOf && !needsOneOf.some((name) => isFilled(values[name]))) {
    const wrong = said('fields.empty', { labels: needsOneOf.map((name) => fields[name]?.label ?? name) })
    throw new Failure(said('param.missing', { wrong }), { field: needsOneOf[0] })
  }
  return values
}

/** Of a loop: only the parameters that are looked up anew in each turn, with the turn's own outputs in the scope.
 *  One that may be empty is left out when the node of one of its pills was skipped in this turn. */
export function resolveInside(
  node: GraphNode,
  { params: fields }: Pick<Described, 'params'>,
  scope: Scope,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (!field.inside || !isShown(field, { fields, params: node.params })) continue
    const binding = node.params[name]
    if (field.optional && binding && pillsOf(binding).some((pill) => !Object.hasOwn(scope, pill.node))) continue
    const value = checked(binding, { name, field, scope })
    if (value !== undefined) values[name] = value
  }
  return values
}

interface Described {
  params: Fields
  needsOneOf?: readonly string[]
}

const isFilled = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0)

/** Fixed values that were right. They stand in versions, which never change, so they are right in every run. */
const right = new WeakSet<Binding>()

function checked(binding: Binding | undefined, at: { name: string; field: Field; scope: Scope }): unknown {
  const value = binding === undefined ? undefined : asField(at.field, valueFor(binding, at))
  if (binding === undefined || !right.has(binding)) {
    const wrong = wrongWith(at.field, value)
    if (wrong) throw wrongParam(wrong, at.name)
    if (binding && 'fixed' in binding && !KINDS[at.field.kind].isMade) right.add(binding)
  }
  return value === null || value === '' ? undefined : value
}

function valueFor(binding: Binding, at: { name: string; field: Field; scope: Scope }): unknown {
  if (!('fixed' in binding) || !KINDS[at.field.kind].isMade) return lookUp(binding, at)
  return at.field.kind === 'decisions' ? takeDecision(binding.fixed, at) : assign(binding.fixed, at)
}

/** A number or yes/no that stands alone in a text field is written out, a moment with a zone becomes one without where
 *  no zone is wanted; other kinds keep their type. */
function asField({ kind }: Field, value: unknown): unknown {
  if (kind === 'moment') return KINDS.moment.read(value) ?? value
  const isText = kind === 'text' || kind === 'postText'
  return isText && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value
}
