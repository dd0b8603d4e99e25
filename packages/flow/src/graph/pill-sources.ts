import { type Field, type Fields, field } from '../fields/field.ts'
import type { Pill } from '../expression/pill.ts'
import { asNodeField } from '../tables/as-node-field.ts'
import type { Surroundings } from './catalogue.ts'
import type { GraphNode } from './graph.ts'

/** The fields of what a node puts out, with a record's own fields filled in from its table. Empty for nodes without output. */
export function outputOf(node: GraphNode, { nodeType, tables }: Surroundings): Fields {
  const output = nodeType(node.type)?.output ?? {}
  return Object.fromEntries(
    Object.entries(output).map(([key, shape]) => [
      key,
      shape.kind === 'record' ? recordShape(shape, node, tables) : shape,
    ]),
  )
}

function recordShape(shape: Field & { kind: 'record' }, node: GraphNode, tables: Surroundings['tables']): Field {
  const binding = shape.tableFrom === undefined ? undefined : node.params[shape.tableFrom]
  const tableId = binding && 'fixed' in binding ? binding.fixed : undefined
  const table = tables.find(({ id }) => id === tableId)
  if (!table) return shape
  return field.object({
    label: shape.label,
    fields: {
      id: field.text({ label: 'Record id' }),
      createdAt: field.moment({ label: 'Created at' }),
      updatedAt: field.moment({ label: 'Updated at' }),
      ...Object.fromEntries(table.fields.map((tableField) => [tableField.key, asNodeField(tableField)])),
    },
  })
}

/** The field a path leads to, `undefined` when the path leads nowhere, `'unknown'` when it cannot be told beforehand. */
export function fieldAt(fields: Fields, path: Pill['path']): Field | 'unknown' | undefined {
  let found: Field = field.object({ label: 'Everything', fields })
  for (const key of path) {
    const next = within(found, key)
    if (next === undefined || next === 'unknown') return next
    found = next
  }
  return found
}

function within(shape: Field, key: string | number): Field | 'unknown' | undefined {
  switch (shape.kind) {
    case 'object':
      return Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined
    case 'list':
      return typeof key === 'number' ? shape.of : undefined
    case 'files':
      return typeof key === 'number' ? FILE : undefined
    case 'record':
      return 'unknown'
    default:
      return undefined
  }
}

const FILE = field.object({
  label: 'File',
  fields: {
    id: field.text({ label: 'File id' }),
    name: field.text({ label: 'File name' }),
    type: field.text({ label: 'Media type' }),
    size: field.number({ label: 'Size in bytes' }),
  },
})
