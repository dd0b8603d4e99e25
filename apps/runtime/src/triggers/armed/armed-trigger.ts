import type { triggers } from '@tailorbird/db/schema/flows'
import type { Condition } from '@tailorbird/flow/expression/condition'
import type { Fields } from '@tailorbird/flow/fields/field'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { Trigger } from '@tailorbird/flow/node/node-type'
import { nodeType } from '@tailorbird/nodes/catalogue'
import type { VersionCache } from '../../runs/execute/version-cache.ts'

/** A trigger of a deployed flow with its graph and its kind. */
export interface ArmedTrigger {
  row: typeof triggers.$inferSelect
  index: GraphIndex
  type: Trigger
  /** Fixed values of the parameters; what a record trigger waits for. */
  condition: Condition | undefined
}

/** Reads the version of a trigger. Undefined when its node is no trigger here any more. */
export async function loadTrigger(row: ArmedTrigger['row'], versions: VersionCache): Promise<ArmedTrigger | undefined> {
  const index = await versions.get(row.versionId)
  const node = index.node.get(row.nodeId)
  const type = node && nodeType(node.type)
  if (!node || type?.kind !== 'trigger') return undefined
  const binding = node.params['condition']
  const condition =
    binding && 'fixed' in binding && binding.fixed !== null ? (binding.fixed as unknown as Condition) : undefined
  return { row, index, type, condition }
}

/** The fixed values of a trigger's parameters. Triggers run before anything else, so there is nothing else to look up. */
export function fixedParams({ row, index }: ArmedTrigger, fields: Fields): Record<string, unknown> {
  return fixedValues(index.node.get(row.nodeId)?.params ?? {}, fields)
}

/** The same for a trigger that is nowhere at work yet. */
export function fixedValues(params: GraphNode['params'], fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(fields).flatMap((name) => {
      const binding = params[name]
      if (!binding) return []
      if ('fixed' in binding) return [[name, binding.fixed]]
      return 'parts' in binding ? [[name, binding.parts.filter((part) => typeof part === 'string').join('')]] : []
    }),
  )
}
