import { type Field, type Fields, field } from '../fields/field.ts'
import { within } from '../fields/kinds/kinds.ts'
import { valueField } from '../fields/value-field.ts'
import { readResults } from '../fields/read-decisions.ts'
import { readAssignments, readNamedFields } from '../fields/read-named.ts'
import type { Pill } from '../expression/pill.ts'
import { STORED } from '../tables/stored-kinds.ts'
import type { Surroundings } from './catalogue.ts'
import type { GraphNode } from './graph.ts'

/** The fields of what a node puts out, with what its parameters say filled in: a record's fields from its table, an
 *  object's from the list of names. Empty for nodes without output. */
export function outputOf(node: GraphNode, { nodeType, tables }: Surroundings): Fields {
  const type = nodeType(node.type)
  if (!type) return {}
  const own = Object.entries(type.output ?? {}).map(([key, shape]) => [key, shapeOf(shape, { node, type, tables })])
  const assigned = type.assigns ? Object.keys(type.params).map((name) => namedShapes(name, { node, type, tables })) : []
  return Object.assign({}, Object.fromEntries(own), ...assigned)
}

interface Of {
  node: GraphNode
  type: { params: Fields }
  tables: Surroundings['tables']
}

function shapeOf(shape: Field, of: Of): Field {
  if (shape.kind === 'record') return recordShape(shape, of)
  if (shape.kind !== 'object' || shape.fieldsFrom === undefined) return shape
  const fields = namedShapes(shape.fieldsFrom, of)
  return fields ? field.object({ label: shape.label, fields: { ...shape.fields, ...fields } }) : ANY(shape.label)
}

/** The fields that a parameter gives names to; undefined when they are only known later. */
function namedShapes(name: string, { node, type }: Of): Fields | undefined {
  const binding = node.params[name]
  const from = type.params[name]
  if (binding === undefined || from === undefined) return {}
  if (!('fixed' in binding)) return undefined
  if (from.kind === 'fieldList') {
    return Object.fromEntries(
      readNamedFields(binding.fixed).map(({ key, label, kind }) => [key, valueField(kind, label || key)]),
    )
  }
  if (from.kind === 'decisions')
    return Object.fromEntries(readResults(binding.fixed).map(({ key, kind }) => [key, valueField(kind, key)]))
  if (from.kind !== 'assignments' && from.kind !== 'flowInputs') return {}
  return Object.fromEntries(
    readAssignments(binding.fixed).map(({ key, kind, way }) => [
      key,
      way === 'append' ? field.list({ label: key, of: valueField(kind, key) }) : valueField(kind, key),
    ]),
  )
}

function recordShape(shape: Field & { kind: 'record' }, { node, tables }: Of): Field {
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
      ...Object.fromEntries(
        table.fields.map((tableField) => [tableField.key, STORED[tableField.kind].asField(tableField)]),
      ),
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

/** What one item of a list looks like; `'unknown'` when the list is not known beforehand, undefined when it is none. */
export function itemOf(list: Field | 'unknown' | undefined): Field | 'unknown' | undefined {
  if (typeof list !== 'object') return list
  return list.kind === 'any' ? 'unknown' : within(list, 0)
}

const ANY = (label: string): Field => field.any({ label })
