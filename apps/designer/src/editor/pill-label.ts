import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { fieldAt, outputOf } from '@tailorbird/flow/graph/pill-sources'
import type { Surroundings } from '@tailorbird/flow/graph/catalogue'

export interface PillLabel {
  /** Where it comes from: the node's label as it is now. */
  source: string
  /** What it is: the field's label, with the place in a list. */
  field: string
  /** The keys, for who wants to know exactly. */
  path: string
  /** False when the node is gone or puts out nothing of this name. */
  known: boolean
  sourceType: string
}

export function labelOf(pill: Pill, node: GraphNode | undefined, surroundings: Surroundings): PillLabel {
  const path = pill.path.join('.') || 'everything'
  if (!node) return { source: 'Deleted node', field: path, path, known: false, sourceType: '' }
  const found = fieldAt(outputOf(node, surroundings), pill.path)
  return { source: node.label, field: fieldName(pill, found), path, known: found !== undefined, sourceType: node.type }
}

function fieldName(pill: Pill, found: Field | 'unknown' | undefined): string {
  const last = pill.path.at(-1)
  if (last === undefined) return 'Everything'
  const name = typeof found === 'object' ? found.label : String(last)
  return typeof last === 'number' ? `${name} ${last + 1}` : name
}
