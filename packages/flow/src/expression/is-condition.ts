import type { Binding } from './binding.ts'
import type { Condition } from './condition.ts'
import { isOperator } from './operators.ts'
import type { Pill } from './pill.ts'

/** Says the same as the schema `Condition`, for values that came as JSON: the canvas writes conditions out in words
 *  before anything else is shown, and the schemas would have to be fetched first. */
export function isCondition(value: unknown): value is Condition {
  if (!hasOnly(value, ['match', 'rules'])) return false
  const { match, rules } = value
  return (match === 'all' || match === 'any') && Array.isArray(rules) && rules.every(isRuleOrGroup)
}

const isRuleOrGroup = (value: unknown) => isRule(value) || isCondition(value)

function isRule(value: unknown) {
  if (!hasOnly(value, ['left', 'operator', 'right'])) return false
  const { left, operator, right } = value
  return (
    isBinding(left) && typeof operator === 'string' && isOperator(operator) && (right === undefined || isBinding(right))
  )
}

export function isBinding(value: unknown): value is Binding {
  if (hasOnly(value, ['fixed'])) return value['fixed'] !== undefined
  if (hasOnly(value, ['pill'])) return isPill(value['pill'])
  if (!hasOnly(value, ['parts']) || !Array.isArray(value['parts'])) return false
  return value['parts'].every(
    (part: unknown) => typeof part === 'string' || (hasOnly(part, ['pill']) && isPill(part['pill'])),
  )
}

function isPill(value: unknown): value is Pill {
  if (typeof value !== 'object' || value === null || !('node' in value) || !('path' in value)) return false
  const { node, path } = value
  return typeof node === 'string' && node !== '' && Array.isArray(path) && path.every(isKey)
}

const isKey = (key: unknown) => typeof key === 'string' || (Number.isSafeInteger(key) && Number(key) >= 0)

/** An object with at least the first of these keys, and with none besides. */
function hasOnly(value: unknown, keys: readonly [string, ...string[]]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, keys[0])) return false
  return Object.keys(value).every((key) => keys.includes(key))
}
