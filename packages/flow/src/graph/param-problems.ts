import type { Binding } from '../expression/binding.ts'
import { type Rule, rulesOf } from '../expression/condition.ts'
import { boundsOf, comparison } from '../expression/operators.ts'
import type { Pill } from '../expression/pill.ts'
import { wrongWith } from '../fields/check-value.ts'
import { rowsNeverReached, wrongDecisions } from '../fields/wrong-decisions.ts'
import type { Field } from '../fields/field.ts'
import { countPost } from '@tailorbird/x-rules/post-text'
import { X_PRICES } from '@tailorbird/x-rules/prices'
import type { CheckOptions } from './catalogue.ts'
import { flowInputProblems } from './flow-problems.ts'
import type { GraphNode } from './graph.ts'
import type { GraphIndex } from './graph-index.ts'
import { pillProblems } from './pill-problems.ts'
import { cellsIn, conditionsIn } from './pills-in.ts'
import { type Said, said } from '../words/said.ts'
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
    return field.optional ? [] : [error(said('param.missing', { wrong: said('field.empty', { label: field.label }) }))]
  }
  if (field.kind === 'decisions' && 'fixed' in binding) return decisionProblems(param, binding)
  const pills = pillProblems(param, binding)
  if (pills.length > 0) return pills
  if ('pill' in binding) return []
  if ('parts' in binding) return partsProblems(field, binding.parts)
  const wrong = wrongWith(field, binding.fixed)
  if (wrong) return [wrongParam(binding.fixed, wrong)]
  return [
    ...unfinishedRules(field, binding),
    ...referenceProblems(field, binding.fixed, options),
    ...linkWarning(field, binding.fixed),
  ]
}

/** Each problem of a decision table says in which row and column it is. */
function decisionProblems(param: Param, binding: { fixed: unknown } & Binding): Problem[] {
  const wrong = wrongDecisions(binding.fixed)
  if (wrong.length > 0) return wrong.map((each) => error(said('decision.wrong', { wrong: each })))
  const pills = cellsIn(param.field, binding).flatMap(({ at, binding: cell }) =>
    pillProblems(param, cell).map((problem) => ({ ...problem, cell: at })),
  )
  return [...pills, ...rowsNeverReached(binding.fixed).map((each) => warning(each))]
}

export function isUnset(binding: Binding | undefined) {
  if (binding === undefined) return true
  if ('parts' in binding) return binding.parts.every((part) => part === '')
  return 'fixed' in binding && (isBlank(binding.fixed) || (Array.isArray(binding.fixed) && binding.fixed.length === 0))
}

const isBlank = (value: unknown) => value === null || value === ''

const wrongParam = (value: unknown, wrong: Said) =>
  error(isBlank(value) ? said('param.missing', { wrong }) : said('param.wrong', { wrong }))

/** A rule that compares with nothing is most often one that somebody has not finished. */
function unfinishedRules(field: Field, binding: Binding): Problem[] {
  const rules = conditionsIn(field, binding).flatMap(rulesOf)
  const problems: Problem[] = []
  const halfASpan = rules.find(isHalfASpan)
  if (rules.some(({ operator, right }) => comparison(operator).needsRight && isUnset(right)))
    problems.push(error(said('condition.unfinished', { wrong: said('rule.no-value') })))
  else if (halfASpan)
    problems.push(
      error(said('condition.unfinished', { wrong: said('rule.half-a-span', { operator: halfASpan.operator }) })),
    )
  if (rules.some(({ operator, left }) => comparison(operator).needsBefore && !isFieldOfRecord(left)))
    problems.push(error(said('condition.no-change')))
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
    return wrong ? [wrongParam(literal, wrong)] : linkWarning(field, literal)
  }
  const wrong = literal === '' ? undefined : wrongWith(field, literal)
  return wrong && field.kind === 'postText' ? [wrongParam(literal, wrong)] : linkWarning(field, literal)
}

function linkWarning(field: Field, value: unknown): Problem[] {
  if (field.kind !== 'postText' || typeof value !== 'string') return []
  const [link] = countPost(value).links
  return link === undefined
    ? []
    : [warning(said('post.link', { link, withLink: X_PRICES.postWithLink, without: X_PRICES.post }))]
}
