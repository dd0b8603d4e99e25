import type { Database } from '@tailorbird/db/database'
import { aliasBindings, aliases, connections } from '@tailorbird/db/schema/connections'
import { versions } from '@tailorbird/db/schema/flows'
import type { PostingAs } from '@tailorbird/contract/approvals'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, downstreamOf, edgesOutOf, indexGraph, loopsAround } from '@tailorbird/flow/graph/graph-index'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, eq, inArray } from 'drizzle-orm'

interface Asked {
  versionId: string
  nodeId: string
  environment: string
}

/** By which accounts something is written once each of these is approved, as the aliases lead now. */
export async function postingAccounts(db: Database, asked: readonly Asked[]): Promise<PostingAs[][]> {
  const names = await aliasesOf(db, asked)
  const accounts = await accountsOf(db, {
    names: names.flat(),
    environments: asked.map(({ environment }) => environment),
  })
  return asked.map(({ environment }, at) =>
    (names[at] ?? []).map((alias) => ({ alias, account: accounts.get(`${alias} ${environment}`) ?? null })),
  )
}

/** A version never changes: which aliases stand behind an approval is worked out once. */
const known = new Map<string, readonly string[]>()
const keyOf = ({ versionId, nodeId }: Asked) => `${versionId} ${nodeId}`

async function aliasesOf(db: Database, asked: readonly Asked[]): Promise<(readonly string[])[]> {
  if (known.size > MOST_KNOWN) known.clear()
  const missing = asked.filter((one) => !known.has(keyOf(one)))
  if (missing.length > 0) {
    const ids = [...new Set(missing.map(({ versionId }) => versionId))]
    const rows = await db
      .select({ id: versions.id, graph: versions.graph })
      .from(versions)
      .where(inArray(versions.id, ids))
    const graphs = new Map(rows.map(({ id, graph }) => [id, graph]))
    for (const one of missing) known.set(keyOf(one), aliasesBehind(graphs.get(one.versionId), one.nodeId))
  }
  return asked.map((one) => known.get(keyOf(one)) ?? [])
}

const MOST_KNOWN = 1000

/** The aliases by which the steps behind "approved" write, the nearest first. */
function aliasesBehind(graph: Graph | undefined, nodeId: string): string[] {
  if (!graph) return []
  const index = indexGraph(graph)
  const behind = new Set(startsBehind(index, nodeId).flatMap((id) => [id, ...downstreamOf(index, id)]))
  const found = [...behind].flatMap((id) => aliasOf(index.node.get(id)) ?? [])
  return [...new Set(found)]
}

/** What follows inside the turn, and what follows the loops it stands in. */
function startsBehind(index: GraphIndex, nodeId: string): string[] {
  const approved = edgesOutOf(index, nodeId).filter(({ port }) => port === 'approved')
  const around = loopsAround(index, nodeId).toReversed()
  const after = around.flatMap((loopId) => edgesOutOf(index, loopId).filter(({ port }) => port === 'out'))
  return [...approved, ...after].map(({ to }) => to)
}

/** The alias that a node which writes acts as. */
function aliasOf(node: GraphNode | undefined): string | undefined {
  const type = node && nodeType(node.type)
  if (!node || type?.kind !== 'action' || type.effect !== 'writes') return undefined
  const binding = type.actsAs === undefined ? undefined : node.params[type.actsAs]
  return binding && 'fixed' in binding && typeof binding.fixed === 'string' ? binding.fixed : undefined
}

async function accountsOf(db: Database, { names, environments }: { names: string[]; environments: string[] }) {
  if (names.length === 0) return new Map<string, NonNullable<PostingAs['account']>>()
  const rows = await db
    .select({
      alias: aliases.name,
      environment: aliasBindings.environment,
      username: connections.accountUsername,
      name: connections.accountName,
      avatarUrl: connections.avatarUrl,
    })
    .from(aliasBindings)
    .innerJoin(aliases, eq(aliases.id, aliasBindings.aliasId))
    .innerJoin(connections, eq(connections.id, aliasBindings.connectionId))
    .where(and(inArray(aliases.name, names), inArray(aliasBindings.environment, environments)))
  return new Map(rows.map(({ alias, environment, ...account }) => [`${alias} ${environment}`, account]))
}
