import type { Binding } from '../expression/binding.ts'
import { type Pill, pathText } from '../expression/pill.ts'
import type { Field } from '../fields/field.ts'
import type { CheckOptions } from './catalogue.ts'
import type { GraphNode } from './graph.ts'
import { type GraphIndex, loopsAround } from './graph-index.ts'
import { pillsIn } from './pills-in.ts'
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
    return [
      error(
        'pill.node-gone',
        `The data pill "${pathText(pill)}" comes from a node that has been deleted. Choose another.`,
      ),
    ]
  }
  if (!visible.has(pill.node)) return [notVisible(pill, place, source)]
  return found === undefined
    ? [error('pill.path', `"${source.label}" puts out nothing called "${pathText(pill)}". Choose another data pill.`)]
    : []
}

function noVariable(pill: Pill): Problem {
  return error(
    'pill.no-variable',
    `No node sets the variable "${pathText(pill)}". Set it with Set variables, or choose another data pill.`,
  )
}

function notVisible(pill: Pill, { node, field, index }: Place, source: GraphNode) {
  // For what it looks up in each turn, a loop counts as inside of itself.
  const around = [...loopsAround(index, node.id), ...(field.inside ? [node.id] : [])]
  const loopId = loopsAround(index, source.id).find((id) => !around.includes(id))
  const loop = loopId === undefined ? undefined : index.node.get(loopId)
  return loop
    ? error(
        'pill.inside-loop',
        `The data pill "${pathText(pill)}" comes from "${source.label}", which runs once per turn of "${loop.label}". Collect it in that loop and use the loop's results here.`,
      )
    : error(
        'pill.not-before',
        `The data pill "${pathText(pill)}" comes from "${source.label}", which does not run before this node.`,
      )
}
