import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field, Fields } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, edgesInto } from '@tailorbird/flow/graph/graph-index'
import { VARIABLES, variablesOf, visibleFields, visibleNodes } from '@tailorbird/flow/graph/visible-fields'
import type { Surroundings } from '@tailorbird/flow/graph/catalogue'

/** One thing an earlier node puts out, with what is inside it. */
export interface DataItem {
  pill: Pill
  label: string
  field: Field
  items: readonly DataItem[]
}

export interface DataSource {
  /** The node it comes from, or `vars`. */
  id: string
  label: string
  /** The type of the node, for its drawing. */
  type: string | undefined
  items: readonly DataItem[]
}

interface Reader {
  index: GraphIndex
  surroundings: Surroundings
  /** The node that reads, and the parameter it reads for. */
  reader: string
  param?: Field | undefined
}

/** What a node can use: what the nodes before it put out, the nearest first, and the flow's variables. */
export function visibleData(view: Reader): DataSource[] {
  const visible = visibleNodes(view)
  const sources = nearestFirst(view, visible).map((node) => {
    const items = itemsOf(visibleFields(node, view), { node: node.id, path: [] })
    return { id: node.id, label: node.label, type: node.type, items }
  })
  const variables = { id: VARIABLES, label: VARIABLES_LABEL, type: undefined, items: variableItems(view) }
  return [...sources, variables].filter(({ items }) => items.length > 0)
}

export const VARIABLES_LABEL = 'Flow variables'

/** A trigger stands before every variable. */
const variableItems = (view: Reader) =>
  edgesInto(view.index, view.reader).length === 0 ? [] : itemsOf(variablesOf(view), { node: VARIABLES, path: [] })

/** By the number of edges in between; what a loop sees of its own turns comes last. */
function nearestFirst({ index, reader }: Reader, visible: ReadonlySet<string>): GraphNode[] {
  const found = new Set<string>()
  let ring = [reader]
  while (ring.length > 0) {
    ring = ring.flatMap((id) => edgesInto(index, id).map(({ from }) => from)).filter((id) => !found.has(id))
    for (const id of ring) found.add(id)
  }
  return [...new Set([...found, ...visible])].filter((id) => visible.has(id)).flatMap((id) => index.node.get(id) ?? [])
}

function itemsOf(fields: Fields, at: Pill): DataItem[] {
  return Object.entries(fields).map(([key, field]) => {
    const pill = { node: at.node, path: [...at.path, key] }
    return { pill, label: field.label, field, items: inside(field, pill) }
  })
}

function inside(field: Field, pill: Pill): DataItem[] {
  return field.kind === 'object' ? itemsOf(field.fields, pill) : []
}

export interface FlatItem {
  source: DataSource
  item: DataItem
  /** The labels from the outside inwards. */
  way: string
}

/** The items on all levels, each with the way to it: for searching. */
export function flatDataAll(sources: readonly DataSource[]): FlatItem[] {
  const walk = (source: DataSource, items: readonly DataItem[], before: string): FlatItem[] =>
    items.flatMap((item) => {
      const way = before ? `${before} › ${item.label}` : item.label
      return [{ source, item, way }, ...walk(source, item.items, way)]
    })
  return sources.flatMap((source) => walk(source, source.items, ''))
}
