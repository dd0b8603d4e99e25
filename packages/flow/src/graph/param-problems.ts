import type { Binding } from '../expression/binding.ts'
import { type Rule, rulesOf } from '../expression/condition.ts'
import { boundsOf, comparison } from '../expression/operators.ts'
import type { Pill } from '../expression/pill.ts'
import { wrongWith } from '../fields/check-value.ts'
import { rowsNeverReached, wrongDecisions } from '../fields/wrong-decisions.ts'
import type { Field } from '../fields/field.ts'
import { countPost } from '@tailorbird/x-rules/post-text'
import { X_PRICES, dollars } from '@tailorbird/x-rules/prices'
import type { CheckOptions } from './catalogue.ts'
import { flowInputProblems } from './flow-problems.ts'
import type { GraphNode } from './graph.ts'
import type { GraphIndex } from './graph-index.ts'
import { pillProblems } from './pill-problems.ts'
import { cellsIn, conditionsIn } from './pills-in.ts'
import { error, warning } from './problem-at.ts'
import type { Problem } from './problem.ts'
import { referenceProblems } from './reference-problems.ts'

interface Param {
  node: GraphNode
  name: string
  field: Field
  index: GraphIndex
  options: CheckOptions
}

/** What is wrong with one parameter of a node. */
export function paramProblems(param: Param): Problem[] {
  const { node, name, field, options } = param
  const binding = node.params[name]
  const asked = field.kind === 'flowInputs' ? flowInputProblems(node, field, binding, options) : []
  if (asked.length > 0) return asked
  if (binding === undefined) {
    return field.optional ? [] : [error('param.missing', `"${field.label}" is empty.`)]
  }
  if (field.kind === 'decisions' && 'fixed' in binding) return decisionProblems(param, binding)
  const pills = pillProblems(param, binding)
  if (pills.length > 0) return pills
  if ('pill' in binding) return []
  if ('parts' in binding) return partsProblems(field, binding.parts)
  const wrong = wrongWith(field, binding.fixed)
  if (wrong) return [error(isBlank(binding.fixed) ? 'param.missing' : 'param.wrong', wrong)]
  return [
    ...unfinishedRules(field, binding),
    ...referenceProblems(field, binding.fixed, options),
    ...linkWarning(field, binding.fixed),
  ]
}

/** Each problem of a decision table says in which row and column it is. */
function decisionProblems(param: Param, binding: { fixed: unknown } & Binding): Problem[] {
  const wrong = wrongDecisions(binding.fixed)
  if (wrong.length > 0) return wrong.map((says) => error('decision.wrong', says))
  const pills = cellsIn(param.field, binding).flatMap(({ at, binding: cell }) =>
    pillProblems(param, cell).map((problem) => ({ ...problem, message: `${at}: ${problem.message}` })),
  )
  return [...pills, ...rowsNeverReached(binding.fixed).map((says) => warning('decision.unreached', says))]
}

export function isUnset(binding: Binding | undefined) {
  if (binding === undefined) return true
  if ('parts' in binding) return binding.parts.every((part) => part === '')
  return 'fixed' in binding && (isBlank(binding.fixed) || (Array.isArray(binding.fixed) && binding.fixed.length === 0))
}

const isBlank = (value: unknown) => value === null || value === ''

/** A rule that compares with nothing is most often one that somebody has not finished. */
function unfinishedRules(field: Field, binding: Binding): Problem[] {
  const rules = conditionsIn(field, binding).flatMap(rulesOf)
  const problems: Problem[] = []
  if (rules.some(({ operator, right }) => comparison(operator).needsRight && isUnset(right)))
    problems.push(error('condition.unfinished', 'A rule compares with nothing. Give it a value, or choose "is empty".'))
  else if (rules.some(isHalfASpan))
    problems.push(error('condition.unfinished', '"is between" needs two values, for example 10 and 20.'))
  if (rules.some(({ operator, left }) => comparison(operator).needsBefore && !isFieldOfRecord(left)))
    problems.push(error('condition.no-change', 'Only a field of a changed record can be asked whether it changes.'))
  return problems
}

const isHalfASpan = ({ operator, right }: Rule) =>
  comparison(operator).takes === 'two' && right && 'fixed' in right && boundsOf(right.fixed) === undefined

const isFieldOfRecord = (left: Binding) => 'pill' in left && left.pill.path[0] === 'record'

/** A text with pills: only its literal pieces can be counted beforehand, and they alone may already be too much. */
function partsProblems(field: Field, parts: (string | { pill: Pill })[]): Problem[] {
  const literal = parts.filter((part) => typeof part === 'string').join('')
  if (parts.every((part) => typeof part === 'string')) {
    const wrong = wrongWith(field, literal)
    return wrong ? [error(literal === '' ? 'param.missing' : 'param.wrong', wrong)] : linkWarning(field, literal)
  }
  const wrong = literal === '' ? undefined : wrongWith(field, literal)
  return wrong && field.kind === 'postText' ? [error('param.wrong', wrong)] : linkWarning(field, literal)
}

function linkWarning(field: Field, value: unknown): Problem[] {
  if (field.kind !== 'postText' || typeof value !== 'string') return []
  const [link] = countPost(value).links
  return link === undefined
    ? []
    : [
        warning(
          'post.link',
          `X takes "${link}" for a link: a post with a link costs ${dollars(X_PRICES.postWithLink)} instead of ${dollars(X_PRICES.post)}.`,
        ),
      ]
}
