import { LEFT_BY } from '@tailorbird/flow/expression/left-by'
import type { Pill } from '@tailorbird/flow/expression/pill'
import type { Field, Fields } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import { fieldAt, outputOf } from '@tailorbird/flow/graph/pill-sources'
import type { Surroundings } from '@tailorbird/flow/graph/catalogue'
import { VARIABLES, variablesOf, wayOutOf } from '@tailorbird/flow/graph/visible-fields'

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

export function labelOf(
  pill: Pill,
  { index, surroundings }: { index: GraphIndex; surroundings: Surroundings },
): PillLabel {
  const path = pill.path.join('.') || 'everything'
  if (pill.node === VARIABLES) {
    const found = fieldAt(variablesOf({ index, surroundings }), pill.path)
    const field = fieldName(pill, found)
    return { source: 'Flow variables', field, path, known: found !== undefined, sourceType: '' }
  }
  const node = index.node.get(pill.node)
  if (!node) return { source: 'Deleted node', field: path, path, known: false, sourceType: '' }
  const found = fieldAt(allFields(node, surroundings), pill.path)
  return { source: node.label, field: fieldName(pill, found), path, known: found !== undefined, sourceType: node.type }
}

/** All that can ever be read of a node, inside a loop, after it, or where it failed. What may be read where is told by
 *  the list of problems. */
const allFields = (node: GraphNode, surroundings: Surroundings): Fields => ({
  error: ERROR,
  [LEFT_BY]: wayOutOf(node, surroundings),
  ...surroundings.nodeType(node.type)?.inside,
  ...outputOf(node, surroundings),
})

const ERROR: Field = {
  kind: 'object',
  label: 'What went wrong',
  fields: { message: { kind: 'text', label: 'Message' }, code: { kind: 'text', label: 'Code' } },
}

function fieldName(pill: Pill, found: Field | 'unknown' | undefined): string {
  const last = pill.path.at(-1)
  if (last === undefined) return 'Everything'
  const name = typeof found === 'object' ? found.label : String(last)
  return typeof last === 'number' ? `${name} ${last + 1}` : name
}
