import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field, FieldKind, Fields } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, edgesInto } from '@tailorbird/flow/graph/graph-index'
import { outputOf } from '@tailorbird/flow/graph/pill-sources'
import type { Surroundings } from '@tailorbird/flow/graph/catalogue'

/** One thing an earlier node puts out, with what is inside it. */
export interface DataItem {
  pill: Pill
  label: string
  field: Field
  items: readonly DataItem[]
}

export interface DataSource {
  node: GraphNode
  items: readonly DataItem[]
}

/** What a node can use: the outputs of the nodes that run before it, the nearest first. */
export function upstreamData(index: GraphIndex, nodeId: string, surroundings: Surroundings): DataSource[] {
  return nearestFirst(index, nodeId)
    .map((node) => ({ node, items: itemsOf(outputOf(node, surroundings), { node: node.id, path: [] }) }))
    .filter(({ items }) => items.length > 0)
}

/** A trigger's condition looks at what the trigger itself puts out. */
export function ownData(node: GraphNode, surroundings: Surroundings): DataSource[] {
  const items = itemsOf(outputOf(node, surroundings), { node: node.id, path: [] })
  return items.length > 0 ? [{ node, items }] : []
}

function nearestFirst(index: GraphIndex, nodeId: string): GraphNode[] {
  const found = new Set<string>()
  let ring = [nodeId]
  while (ring.length > 0) {
    ring = ring.flatMap((id) => edgesInto(index, id).map(({ from }) => from)).filter((id) => !found.has(id))
    for (const id of ring) found.add(id)
  }
  return [...found].flatMap((id) => index.node.get(id) ?? [])
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
  source: GraphNode
  item: DataItem
  /** The labels from the outside inwards. */
  way: string
}

/** The items on all levels, each with the way to it: for searching. */
export function flatDataAll(sources: readonly DataSource[]): FlatItem[] {
  const walk = (source: GraphNode, items: readonly DataItem[], before: string): FlatItem[] =>
    items.flatMap((item) => {
      const way = before ? `${before} › ${item.label}` : item.label
      return [{ source, item, way }, ...walk(source, item.items, way)]
    })
  return sources.flatMap(({ node, items }) => walk(node, items, ''))
}

const AS_TEXT: readonly FieldKind[] = ['text', 'postText', 'number', 'toggle', 'choice', 'moment']

/** Whether a value of one kind makes sense in a field of another: a list of files is no text. */
export function fitsInto(field: Field, offered: Field): boolean {
  switch (field.kind) {
    case 'text':
    case 'postText':
      return AS_TEXT.includes(offered.kind)
    case 'choice':
      return offered.kind === 'choice' || offered.kind === 'text'
    case 'record':
      return offered.kind === 'record' || (offered.kind === 'object' && 'id' in offered.fields)
    case 'condition':
    case 'object':
      return true
    default:
      return offered.kind === field.kind
  }
}
