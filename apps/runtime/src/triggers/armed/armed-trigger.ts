import type { triggers } from '@tailorbird/db/schema/flows'
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
  node: GraphNode
}

/** Reads the version of a trigger. Undefined when its node is no trigger here any more. */
export async function loadTrigger(row: ArmedTrigger['row'], versions: VersionCache): Promise<ArmedTrigger | undefined> {
  const index = await versions.get(row.versionId)
  const node = index.node.get(row.nodeId)
  const type = node && nodeType(node.type)
  if (!node || type?.kind !== 'trigger') return undefined
  return { row, index, type, node }
}

/** The fixed values of a trigger's parameters. Triggers run before anything else, so there is nothing else to look up. */
export const fixedParams = ({ node }: Pick<ArmedTrigger, 'node'>, fields: Fields): Record<string, unknown> =>
  fixedValues(node.params, fields)

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
