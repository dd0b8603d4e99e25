import type { Binding } from '../expression/binding.ts'
import type { Pill } from '../expression/pill.ts'
import { pathText } from '../expression/value-of.ts'
import type { Field } from '../fields/field.ts'
import type { CheckOptions } from './catalogue.ts'
import type { GraphNode } from './graph.ts'
import { type GraphIndex, loopsAround } from './graph-index.ts'
import { pillsIn } from './pills-in.ts'
import { said } from '../words/said.ts'
import { error } from './problem-at.ts'
import type { Problem } from './problem.ts'
import { VARIABLES, fieldOfPill, visibleNodes } from './visible-fields.ts'

interface Place {
  node: GraphNode
  field: Field
  index: GraphIndex
  options: CheckOptions
}

/** The data pills of a parameter that lead nowhere, or to something that is not there yet. */
export function pillProblems(place: Place, binding: Binding): Problem[] {
  const pills = pillsIn(place.field, binding)
  if (pills.length === 0) return []
  const { node, field, index, options } = place
  const visible = visibleNodes({ index, surroundings: options.surroundings, reader: node.id, param: field })
  return pills.flatMap((pill) => pillProblem(pill, place, visible))
}

function pillProblem(pill: Pill, place: Place, visible: ReadonlySet<string>): Problem[] {
  const { node, field, index, options } = place
  const found = fieldOfPill(pill, { index, surroundings: options.surroundings, reader: node.id, param: field })
  if (pill.node === VARIABLES) return found === undefined ? [noVariable(pill)] : []
  const source = index.node.get(pill.node)
  if (!source) {
    return [error(said('pill.node-gone', { pill: pathText(pill) }))]
  }
  if (!visible.has(pill.node)) return [notVisible(pill, place, source)]
  return found === undefined ? [error(said('pill.path', { node: source.label, pill: pathText(pill) }))] : []
}

function noVariable(pill: Pill): Problem {
  return error(said('pill.no-variable', { pill: pathText(pill) }))
}

function notVisible(pill: Pill, { node, field, index }: Place, source: GraphNode) {
  // For what it looks up in each turn, a loop counts as inside of itself.
  const around = [...loopsAround(index, node.id), ...(field.inside ? [node.id] : [])]
  const loopId = loopsAround(index, source.id).find((id) => !around.includes(id))
  const loop = loopId === undefined ? undefined : index.node.get(loopId)
  const from = { pill: pathText(pill), node: source.label }
  return error(loop ? said('pill.inside-loop', { ...from, loop: loop.label }) : said('pill.not-before', from))
}
