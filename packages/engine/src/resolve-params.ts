import type { Binding } from '@tailorbird/flow/expression/binding'
import { MissingValue, type Scope, pathText } from '@tailorbird/flow/expression/pill'
import { resolve } from '@tailorbird/flow/expression/resolve'
import { wrongWith } from '@tailorbird/flow/fields/check-value'
import type { Field, Fields } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { Failure } from '@tailorbird/flow/node/failure'

/** The values of a node's parameters: pills looked up, then checked against the fields.
 *  Aliases are still names here, so the result may be kept and shown. Throws `Failure` naming the field. */
export function resolveParams(
  node: GraphNode,
  { params: fields, needsOneOf }: Described,
  scope: Scope,
  when: 'on arrival' | 'in a turn' = 'on arrival',
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (field.inside && when === 'on arrival') continue
    const binding = node.params[name]
    const value = binding === undefined ? undefined : asField(field, lookUp(binding, { name, field, scope }))
    const wrong = wrongWith(field, value)
    if (wrong) throw new Failure({ code: 'param.wrong', message: wrong, field: name })
    if (value !== undefined && value !== null && value !== '') values[name] = value
  }
  if (needsOneOf && !needsOneOf.some((name) => isFilled(values[name]))) {
    const names = needsOneOf.map((name) => `"${fields[name]?.label ?? name}"`).join(' and ')
    throw new Failure({
      code: 'param.missing',
      message: `${names} are empty; fill at least one.`,
      ...(needsOneOf[0] && { field: needsOneOf[0] }),
    })
  }
  return values
}

interface Described {
  params: Fields
  needsOneOf?: readonly string[]
}

const isFilled = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0)

function lookUp(binding: Binding, { name, field, scope }: { name: string; field: Field; scope: Scope }): unknown {
  try {
    return resolve(binding, scope)
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error
    throw new Failure({
      code: 'pill.missing',
      message: `"${field.label}" uses the data pill "${pathText(error.pill)}", which has no value here. ${error.message}`,
      hint: 'Open the node and choose another data pill, or make sure the step before it fills this value.',
      field: name,
    })
  }
}

/** A number or yes/no that stands alone in a text field is written out; other kinds keep their type. */
function asField({ kind }: Field, value: unknown): unknown {
  const isText = kind === 'text' || kind === 'postText'
  return isText && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : value
}

/** The parameters of a loop that are looked up anew in each turn. Throws `Failure`. */
export function resolveInside(node: GraphNode, { params }: Described, scope: Scope): Record<string, unknown> {
  const inside = Object.fromEntries(Object.entries(params).filter(([, field]) => field.inside))
  return resolveParams(node, { params: inside }, scope, 'in a turn')
}
