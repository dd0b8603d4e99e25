import type { Binding } from '../expression/binding.ts'
import { pillsOf } from '../expression/binding.ts'
import { Condition, pillsOfCondition, rulesOf } from '../expression/condition.ts'
import { OPERATORS } from '../expression/operators.ts'
import { type Pill, pathText } from '../expression/pill.ts'
import { wrongWith } from '../fields/check-value.ts'
import type { Field } from '../fields/field.ts'
import { type NodeDescription, portsOf } from '../node/node-type.ts'
import { countPost } from '../x/post-text.ts'
import { X_PRICES, dollars } from '../x/prices.ts'
import type { Surroundings } from './catalogue.ts'
import type { Graph, GraphNode } from './graph.ts'
import { type GraphIndex, edgesInto, indexGraph, nodesInCycles, upstreamOf } from './graph-index.ts'
import { fieldAt, outputOf } from './pill-sources.ts'
import type { Problem } from './problem.ts'

export interface CheckOptions {
  surroundings: Surroundings
  /** Key of the environment the flow shall run in; its alias bindings are checked too. Unset: only that the aliases exist. */
  environment?: string
}

/** Everything wrong with a graph that can be told before it runs. The same function serves the designer and the server. */
export function findProblems(graph: Graph, options: CheckOptions): Problem[] {
  const index = indexGraph(graph)
  return [
    ...shapeProblems(index, options.surroundings),
    ...graph.nodes.flatMap((node) => nodeProblems(node, index, options)),
  ]
}

function shapeProblems(index: GraphIndex, { nodeType }: Surroundings): Problem[] {
  const { graph, node } = index
  const problems: Problem[] = []
  const triggers = graph.nodes.filter(({ type }) => nodeType(type)?.kind === 'trigger')
  if (graph.nodes.length === 0) problems.push(error('graph.empty', 'The flow is empty. Add a trigger to begin.'))
  else if (triggers.length === 0) problems.push(error('graph.no-trigger', 'Nothing starts this flow. Add a trigger.'))
  for (const extra of triggers.slice(1)) {
    problems.push(
      error('graph.two-triggers', 'A flow has one trigger. Delete this one or the other.', { nodeId: extra.id }),
    )
  }
  const seen = new Set<string>()
  for (const { id } of graph.nodes) {
    if (seen.has(id))
      problems.push(error('graph.same-id', 'Two nodes have the same id. Delete one and add it again.', { nodeId: id }))
    seen.add(id)
  }
  for (const id of nodesInCycles(index)) {
    problems.push(
      error('graph.cycle', 'This node is part of a circle: it would wait for itself. Remove one of the edges.', {
        nodeId: id,
      }),
    )
  }
  for (const edge of graph.edges) {
    const source = node.get(edge.from)
    const target = node.get(edge.to)
    if (!source || !target) {
      problems.push(
        error('graph.dangling-edge', 'An edge leads to a node that is not there. Delete the edge.', {
          edgeId: edge.id,
        }),
      )
      continue
    }
    const from = nodeType(source.type)
    if (from && !Object.hasOwn(portsOf(from), edge.port)) {
      problems.push(
        error('graph.no-port', `"${source.label}" has no way out called "${edge.port}". Delete the edge.`, {
          edgeId: edge.id,
          nodeId: source.id,
        }),
      )
    }
    if (nodeType(target.type)?.kind === 'trigger') {
      problems.push(
        error('graph.into-trigger', 'Nothing can lead into a trigger. Delete the edge.', {
          edgeId: edge.id,
          nodeId: target.id,
        }),
      )
    }
  }
  return problems
}

function nodeProblems(node: GraphNode, index: GraphIndex, options: CheckOptions): Problem[] {
  const type = options.surroundings.nodeType(node.type)
  if (!type) {
    return [
      error(
        'node.unknown',
        `There is no node of the type "${node.type}" here. Delete it, or install what provides it.`,
        { nodeId: node.id },
      ),
    ]
  }
  const problems: Problem[] = []
  if (type.kind !== 'trigger' && edgesInto(index, node.id).length === 0) {
    problems.push(warning('node.not-connected', 'Nothing leads here, so this node never runs.', { nodeId: node.id }))
  }
  for (const [name, field] of Object.entries(type.params)) {
    for (const problem of paramProblems({ node, type, name, field, index, options })) {
      problems.push({ ...problem, nodeId: node.id, field: name })
    }
  }
  const [first] = type.needsOneOf ?? []
  if (first !== undefined && type.needsOneOf?.every((name) => isUnset(node.params[name]))) {
    const names = type.needsOneOf.map((name) => `"${type.params[name]?.label ?? name}"`).join(' and ')
    problems.push(error('param.missing', `${names} are empty; fill at least one.`, { nodeId: node.id, field: first }))
  }
  for (const name of Object.keys(node.params)) {
    if (!Object.hasOwn(type.params, name)) {
      problems.push(
        warning('param.unknown', `"${type.title}" has no field "${name}"; what stands there is ignored.`, {
          nodeId: node.id,
          field: name,
        }),
      )
    }
  }
  return problems
}

interface Param {
  node: GraphNode
  type: NodeDescription
  name: string
  field: Field
  index: GraphIndex
  options: CheckOptions
}

function paramProblems(param: Param): Problem[] {
  const { node, name, field, options } = param
  const binding = node.params[name]
  if (binding === undefined) {
    return field.optional ? [] : [error('param.missing', `"${field.label}" is empty.`)]
  }
  const pills = pillProblems(param, binding)
  if (pills.length > 0) return pills
  if ('pill' in binding) return []
  if (field.kind === 'condition' && 'fixed' in binding && !isBlank(binding.fixed))
    return conditionProblems(binding.fixed)
  if ('parts' in binding) return partsProblems(field, binding.parts)
  const wrong = wrongWith(field, binding.fixed)
  if (wrong) return [error(isBlank(binding.fixed) ? 'param.missing' : 'param.wrong', wrong)]
  return [...referenceProblems(field, binding.fixed, options), ...linkWarning(field, binding.fixed)]
}

function isUnset(binding: Binding | undefined) {
  if (binding === undefined) return true
  if ('parts' in binding) return binding.parts.every((part) => part === '')
  return 'fixed' in binding && (isBlank(binding.fixed) || (Array.isArray(binding.fixed) && binding.fixed.length === 0))
}

const isBlank = (value: unknown) => value === null || value === ''

/** A rule that compares with nothing is most often one that somebody has not finished. */
function conditionProblems(value: unknown): Problem[] {
  const { data: condition } = Condition.safeParse(value)
  if (!condition) return [error('param.wrong', 'The condition is not complete.')]
  const unfinished = rulesOf(condition).some(({ operator, right }) => OPERATORS[operator].needsRight && isUnset(right))
  return unfinished
    ? [error('condition.unfinished', 'A rule compares with nothing. Give it a value, or choose "is empty".')]
    : []
}

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

function referenceProblems(field: Field, value: unknown, { surroundings, environment }: CheckOptions): Problem[] {
  if (value === null || value === '') return []
  if (field.kind === 'table') {
    return surroundings.tables.some(({ id }) => id === value)
      ? []
      : [error('table.gone', 'The table this node works with has been deleted. Choose another.')]
  }
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

function pillProblems({ node, type, name, field, index, options }: Param, binding: Binding): Problem[] {
  const condition = field.kind === 'condition' && 'fixed' in binding ? Condition.safeParse(binding.fixed) : undefined
  const pills = condition?.success ? pillsOfCondition(condition.data) : pillsOf(binding)
  if (pills.length === 0) return []
  // A trigger's condition looks at the event itself, which is its own output.
  const before = type.kind === 'trigger' && field.kind === 'condition' ? new Set([node.id]) : upstreamOf(index, node.id)
  return pills.flatMap((pill) => pillProblem(pill, { before, name, index, options }))
}

interface PillPlace {
  before: ReadonlySet<string>
  name: string
  index: GraphIndex
  options: CheckOptions
}

function pillProblem(pill: Pill, { before, index, options }: PillPlace): Problem[] {
  const source = index.node.get(pill.node)
  if (!source)
    return [
      error(
        'pill.node-gone',
        `The data pill "${pathText(pill)}" comes from a node that has been deleted. Choose another.`,
      ),
    ]
  if (!before.has(pill.node)) {
    return [
      error(
        'pill.not-before',
        `The data pill "${pathText(pill)}" comes from "${source.label}", which does not run before this node.`,
      ),
    ]
  }
  const found = fieldAt(outputOf(source, options.surroundings), pill.path)
  return found === undefined && options.surroundings.nodeType(source.type)
    ? [error('pill.path', `"${source.label}" puts out nothing called "${pathText(pill)}". Choose another data pill.`)]
    : []
}

type Place = Pick<Problem, 'nodeId' | 'edgeId' | 'field'>
const error = (code: string, message: string, at: Place = {}): Problem => ({ severity: 'error', code, message, ...at })
const warning = (code: string, message: string, at: Place = {}): Problem => ({
  severity: 'warning',
  code,
  message,
  ...at,
})
