import type { Field } from '../fields/field.ts'
import type { CheckOptions } from './catalogue.ts'
import { calledFlowProblems } from './flow-problems.ts'
import { said } from '../words/said.ts'
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
    return surroundings.tables.some(({ id }) => id === value) ? [] : [error(said('table.gone'))]
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
  if (!alias) return [error(said('alias.gone', { alias: name }))]
  if (environment === undefined) return []
  const bound = alias.bindings[environment]
  if (!bound) {
    return [error(said('alias.unbound', { alias: name, environment }))]
  }
  if (bound.status !== 'connected') {
    return [error(said('alias.needs-reconnect', { username: bound.username, alias: name }))]
  }
  const held = bound.scopes
  const missing = held === 'all' ? [] : field.scopes.filter((scope) => !held.includes(scope))
  return missing.length === 0 ? [] : [error(said('alias.scopes', { username: bound.username, scopes: missing }))]
}
