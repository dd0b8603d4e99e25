import type { NamedField } from '@tailorbird/flow/fields/named-field'
import { readNamedFields } from '@tailorbird/flow/fields/read-named'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { type Workspace, surroundingsOf } from './workspace.ts'

/** The typed values a flow asks for when another flow calls it; undefined when it cannot be called. */
export function inputsOf(graph: Graph, workspace: Workspace): NamedField[] | undefined {
  const { nodeType } = surroundingsOf(workspace)
  const trigger = graph.nodes.find(({ type }) => nodeType(type)?.source === 'call')
  return trigger && namedInputs(trigger, workspace)
}

/** The typed values that a trigger takes in: of a manual start, a called flow, a webhook. */
export function namedInputs(trigger: GraphNode, workspace: Workspace): NamedField[] {
  const params = surroundingsOf(workspace).nodeType(trigger.type)?.params ?? {}
  return Object.entries(params).flatMap(([name, { kind }]) => {
    const binding = kind === 'fieldList' ? trigger.params[name] : undefined
    return binding && 'fixed' in binding ? readNamedFields(binding.fixed) : []
  })
}
