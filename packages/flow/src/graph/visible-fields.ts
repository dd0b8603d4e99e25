import { LEFT_BY } from '../expression/left-by.ts'
import type { Pill } from '../expression/pill.ts'
import { type Field, type Fields, field } from '../fields/field.ts'
import type { NodeDescription } from '../node/node-type.ts'
import type { Surroundings } from './catalogue.ts'
import type { GraphNode } from './graph.ts'
import { type GraphIndex, bodyOf, downstreamOf, edgesOutOf, loopsAround, upstreamOf } from './graph-index.ts'
import { fieldAt, itemOf, outputOf } from './pill-sources.ts'
import { portsOfNode } from './ports-of-node.ts'

/** The node id under which pills find the flow's variables; no node on the canvas. */
export const VARIABLES = 'vars'

interface View {
  index: GraphIndex
  surroundings: Surroundings
  /** The node that reads. */
  reader: string
  /** The parameter it reads for; it decides whether the reader sees itself or the turns of its own loop. */
  param?: Field | undefined
}

/** The nodes whose values a parameter may use. */
export function visibleNodes({ index, surroundings, reader, param }: View): Set<string> {
  const node = index.node.get(reader)
  const kind = node && surroundings.nodeType(node.type)?.kind
  // A trigger's condition looks at the event itself, which is its own output.
  if (kind === 'trigger') return new Set(param?.kind === 'condition' ? [reader] : [])
  const visible = upstreamOf(index, reader)
  if (kind === 'wait' && param?.kind === 'condition') visible.add(reader)
  if (kind === 'loop' && param?.inside) {
    visible.add(reader)
    for (const id of bodyOf(index, reader)) visible.add(id)
  }
  return withLastTurns(visible, { index, surroundings, reader })
}

/** Behind some loops is also seen what their last turn put out. */
function withLastTurns(visible: Set<string>, { index, surroundings, reader }: View): Set<string> {
  const around = [...loopsAround(index, reader), reader]
  // What is added while the set is walked is walked too: the loops within such a loop.
  for (const id of visible) {
    const type = surroundings.nodeType(index.node.get(id)?.type ?? '')
    if (type?.keepsLast && !around.includes(id)) for (const inner of bodyOf(index, id)) visible.add(inner)
  }
  return visible
}

/** What the reader sees of another node: inside a loop its turn, after it what it came to; behind a way out for
 *  failures also what went wrong. */
export function visibleFields(source: GraphNode, view: View): Fields {
  return seen(source, view, new Set())
}

function seen(source: GraphNode, view: View, asked: ReadonlySet<string>): Fields {
  const { index, surroundings, reader } = view
  const type = surroundings.nodeType(source.type)
  const isInside = loopsAround(index, reader).includes(source.id) || (source.id === reader && view.param?.inside)
  const fields =
    type?.kind === 'loop' && isInside
      ? insideOf(source, view, new Set([...asked, source.id]))
      : outputOf(source, surroundings)
  if (source.id === reader) return fields
  const ways: Fields = type && !isInside && isFork(type, source) ? { [LEFT_BY]: wayOutOf(source, surroundings) } : {}
  return { ...fields, ...ways, ...(isBehindFailure(index, source.id, reader) && { error: ERROR }) }
}

/** The port a node was left by, as something to ask for: of every node that can be left. */
export function wayOutOf(node: GraphNode, { nodeType }: Pick<Surroundings, 'nodeType'>): Field {
  const type = nodeType(node.type)
  return field.choice({ label: 'Way out', options: type ? portsOfNode(type, node.params) : {}, optional: true })
}

/** Only of those with several ways is it worth a line among the data. */
const isFork = (type: NodeDescription, node: GraphNode) =>
  (type.kind === 'branch' || type.kind === 'wait') &&
  Object.keys(portsOfNode(type, node.params)).filter((port) => port !== 'error').length > 1

/** What the nodes inside a loop see of their turn; an item has the shape of the list's items, where that is known. */
function insideOf(loop: GraphNode, { index, surroundings }: View, asked: ReadonlySet<string>): Fields {
  const inside = surroundings.nodeType(loop.type)?.inside ?? {}
  return Object.fromEntries(
    Object.entries(inside).map(([key, shape]) => {
      const binding = shape.kind === 'any' && shape.like !== undefined ? loop.params[shape.like] : undefined
      const item =
        binding && 'pill' in binding
          ? itemOf(fieldOfPill(binding.pill, { index, surroundings, reader: loop.id }, asked))
          : undefined
      return [key, typeof item === 'object' ? { ...item, label: shape.label } : shape]
    }),
  )
}

/** The field a pill leads to as the reader sees it: `'unknown'` when it cannot be told beforehand, undefined when it
 *  leads nowhere. */
export function fieldOfPill(
  { node, path }: Pill,
  view: View,
  asked: ReadonlySet<string> = new Set(),
): Field | 'unknown' | undefined {
  if (node === VARIABLES) return fieldAt(variablesOf(view), path)
  const source = view.index.node.get(node)
  // A loop that runs over itself has no shape; it is reported elsewhere.
  if (!source || asked.has(node)) return undefined
  const type = view.surroundings.nodeType(source.type)
  if (!type) return 'unknown'
  const isOfWay = path.length === 1 && path[0] === LEFT_BY
  if (isOfWay && type.kind !== 'trigger' && type.kind !== 'end') return wayOutOf(source, view.surroundings)
  return fieldAt(seen(source, view, asked), path)
}

/** The flow's variables: all that any of its nodes sets. One that is set as different kinds may be anything. */
export function variablesOf({ index, surroundings }: Pick<View, 'index' | 'surroundings'>): Fields {
  const variables: Record<string, Field> = {}
  for (const node of index.graph.nodes) {
    if (!surroundings.nodeType(node.type)?.assigns) continue
    for (const [key, shape] of Object.entries(outputOf(node, surroundings))) {
      const known = Object.hasOwn(variables, key) ? variables[key] : undefined
      variables[key] = known && known.kind !== shape.kind ? field.any({ label: key }) : shape
    }
  }
  return variables
}

function isBehindFailure(index: GraphIndex, sourceId: string, reader: string) {
  return edgesOutOf(index, sourceId).some(
    ({ port, to }) => port === 'error' && (to === reader || downstreamOf(index, to).has(reader)),
  )
}

const ERROR = field.object({
  label: 'What went wrong',
  fields: { message: field.text({ label: 'Message' }), code: field.text({ label: 'Code' }) },
})
