import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Condition, Rule } from '@tailorbird/flow/expression/condition'
import { isCondition } from '@tailorbird/flow/expression/is-condition'
import { isGroup } from '@tailorbird/flow/expression/is-group'
import type { Pill } from '@tailorbird/flow/expression/pill'
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
  const { fixed }: { fixed: unknown } = binding
  return isCondition(fixed) ? fixedCondition(inCondition(fixed, change)) : binding
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
