import type { Writer } from '@tailorbird/db/database'
import { and, eq, isNull } from 'drizzle-orm'
import type { Usage } from '@tailorbird/contract/parts'
import { deployments, flows, versions } from '@tailorbird/db/schema/flows'
import type { Field } from '@tailorbird/flow/fields/field'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { nodeType } from '@tailorbird/nodes/catalogue'
import type { z } from 'zod'

type Use = z.infer<typeof Usage>

/** The flows in whose draft, or in whose version at work, a field of this kind has this value. */
export async function flowsUsing(
  db: Writer,
  kind: Extract<Field['kind'], 'alias' | 'table'>,
  value: string,
): Promise<Use[]> {
  const { id, name, draft } = flows
  const rows = await db
    .select({ id, name, draft, deployed: versions.graph })
    .from(flows)
    .leftJoin(deployments, and(eq(deployments.flowId, id), eq(deployments.enabled, true)))
    .leftJoin(versions, eq(versions.id, deployments.versionId))
    .where(isNull(flows.deletedAt))
    .orderBy(name)
  const using = new Map<string, Use>()
  for (const row of rows) {
    const graphs = row.deployed ? [row.draft, row.deployed] : [row.draft]
    if (graphs.some((graph) => uses(graph, kind, value)))
      using.set(row.id, { kind: 'flow', id: row.id, name: row.name })
  }
  return [...using.values()]
}

function uses({ nodes }: Graph, kind: Field['kind'], value: string) {
  return nodes.some(({ type, params }) =>
    Object.entries(nodeType(type)?.params ?? {}).some(([name, field]) => {
      const binding = params[name]
      return field.kind === kind && binding !== undefined && 'fixed' in binding && binding.fixed === value
    }),
  )
}
