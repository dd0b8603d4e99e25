import type { ProblemBody } from '@tailorbird/contract/problem-body'

/** Says the same as the schema `ProblemBody`. By hand, because a refusal must be understood at once and the schemas are large. */
export function isProblemBody(value: unknown): value is ProblemBody {
  if (!isObject(value) || !hasTexts(value, ['type', 'title', 'detail', 'code'])) return false
  const { status, errors, problems, values } = value
  return (
    Number.isSafeInteger(status) &&
    isObject(values) &&
    isListOf(errors, (error) => hasTexts(error, ['path', 'message', 'code']) && isObject(error['values'])) &&
    isListOf(problems, isProblem)
  )
}

function isProblem(value: Record<string, unknown>) {
  const { severity } = value
  const placed = ['nodeId', 'edgeId', 'field'].every(
    (key) => value[key] === undefined || typeof value[key] === 'string',
  )
  return (
    (severity === 'error' || severity === 'warning') &&
    hasTexts(value, ['code', 'message']) &&
    isObject(value['values']) &&
    placed
  )
}

const isListOf = (value: unknown, test: (item: Record<string, unknown>) => boolean) =>
  value === undefined || (Array.isArray(value) && value.every((item) => isObject(item) && test(item)))

const hasTexts = (value: Record<string, unknown>, keys: readonly string[]) =>
  keys.every((key) => typeof value[key] === 'string')

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
