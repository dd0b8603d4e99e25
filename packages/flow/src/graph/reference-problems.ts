import type { Field } from '../fields/field.ts'
import type { CheckOptions } from './catalogue.ts'
import { calledFlowProblems } from './flow-problems.ts'
import { error } from './problem-at.ts'
import type { Problem } from './problem.ts'

/** A table, an alias or a flow that is not there, or not ready. */
export function referenceProblems(
  field: Field,
  value: unknown,
  { surroundings, environment }: CheckOptions,
): Problem[] {
  if (value === null || value === '') return []
  if (field.kind === 'table') {
    return surroundings.tables.some(({ id }) => id === value)
      ? []
      : [error('table.gone', 'The table this node works with has been deleted. Choose another.')]
  }
  if (field.kind === 'flow') return calledFlowProblems(value, { surroundings, ...(environment && { environment }) })
  return field.kind === 'alias'
    ? aliasProblems(field, String(value), { surroundings, ...(environment && { environment }) })
    : []
}

function aliasProblems(
  field: Field & { kind: 'alias' },
  name: string,
  { surroundings, environment }: CheckOptions,
): Problem[] {
  const alias = surroundings.aliases.find((candidate) => candidate.name === name)
  if (!alias)
    return [error('alias.gone', `There is no alias "${name}". Choose another, or create it under Connections.`)]
  if (environment === undefined) return []
  const bound = alias.bindings[environment]
  if (!bound) {
    return [
      error(
        'alias.unbound',
        `The alias "${name}" leads to no connection in ${environment}. Bind it under Connections.`,
      ),
    ]
  }
  if (bound.status !== 'connected') {
    return [
      error(
        'alias.needs-reconnect',
        `The connection @${bound.username} behind "${name}" must be reconnected before it can be used.`,
      ),
    ]
  }
  const held = bound.scopes
  const missing = held === 'all' ? [] : field.scopes.filter((scope) => !held.includes(scope))
  return missing.length === 0
    ? []
    : [
        error(
          'alias.scopes',
          `@${bound.username} has not allowed everything this node needs (${missing.join(', ')}). Reconnect it and allow them.`,
        ),
      ]
}
