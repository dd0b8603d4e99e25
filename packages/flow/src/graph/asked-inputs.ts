import type { NamedField } from '../fields/named-field.ts'
import { readNamedFields } from '../fields/read-named.ts'
import type { Surroundings } from './catalogue.ts'
import type { GraphNode } from './graph.ts'

/** The typed values that a trigger takes in: of a manual start, a called flow, a webhook. */
export function askedInputs(
  { type, params }: Pick<GraphNode, 'type' | 'params'>,
  { nodeType }: Pick<Surroundings, 'nodeType'>,
): NamedField[] {
  return Object.entries(nodeType(type)?.params ?? {}).flatMap(([name, { kind }]) => {
    const binding = kind === 'fieldList' ? params[name] : undefined
    return binding && 'fixed' in binding ? readNamedFields(binding.fixed) : []
  })
}
