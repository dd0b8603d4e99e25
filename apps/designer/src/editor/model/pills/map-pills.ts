import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Condition, Rule } from '@tailorbird/flow/expression/condition'
import { isBinding, isCondition } from '@tailorbird/flow/expression/is-condition'
import { isGroup } from '@tailorbird/flow/expression/is-group'
import type { Pill } from '@tailorbird/flow/expression/pill'
import { mapDecisions } from '@tailorbird/flow/fields/read-decisions'
import type { GraphNode } from '@tailorbird/flow/graph/graph'

/** The node with every data pill in it replaced, those inside conditions too. */
export function mapPills(node: GraphNode, change: (pill: Pill) => Pill): GraphNode {
  const params = Object.entries(node.params).map(([name, binding]) => [name, inBinding(binding, change)])
  return { ...node, params: Object.fromEntries(params) }
}

function inBinding(binding: Binding, change: (pill: Pill) => Pill): Binding {
  if ('pill' in binding) return { pill: change(binding.pill) }
  if ('parts' in binding) {
    return { parts: binding.parts.map((part) => (typeof part === 'string' ? part : { pill: change(part.pill) })) }
  }
  return { fixed: inValue(binding.fixed, change) }
}

type Json = Extract<Binding, { fixed: unknown }>['fixed']

/** Conditions stand by themselves or in the cases of a switch; bindings stand in values with names and in the cells of
 *  decision tables. */
function inValue(value: Json, change: (pill: Pill) => Pill): Json {
  if (isCondition(value)) return JSON.parse(JSON.stringify(inCondition(value, change)))
  const table = mapDecisions(value, (binding) => inBinding(binding, change))
  if (table) return JSON.parse(JSON.stringify(table))
  if (!Array.isArray(value)) return value
  return value.map((entry) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry
    if (isCondition(entry['condition'])) return { ...entry, condition: inValue(entry['condition'], change) }
    const bound: unknown = entry['value']
    return typeof entry['key'] === 'string' && isBinding(bound)
      ? { ...entry, value: JSON.parse(JSON.stringify(inBinding(bound, change))) }
      : entry
  })
}

function inCondition(condition: Condition, change: (pill: Pill) => Pill): Condition {
  return {
    match: condition.match,
    rules: condition.rules.map((entry) => (isGroup(entry) ? inCondition(entry, change) : inRule(entry, change))),
  }
}

function inRule({ left, operator, right }: Rule, change: (pill: Pill) => Pill): Rule {
  return { left: inBinding(left, change), operator, ...(right && { right: inBinding(right, change) }) }
}

/** A condition is kept as a fixed value: plain JSON, which its type does not say. */
export const fixedCondition = (condition: Condition): Binding => ({ fixed: JSON.parse(JSON.stringify(condition)) })
