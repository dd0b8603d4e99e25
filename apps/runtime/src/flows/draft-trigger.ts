import { flows } from '@tailorbird/db/schema/flows'
import type { FlowSummary } from '@tailorbird/contract/flows'
import { askedInputs } from '@tailorbird/flow/graph/asked-inputs'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { catalogue, nodeType } from '@tailorbird/nodes/catalogue'
import { sql } from 'drizzle-orm'

const TRIGGERS = catalogue.filter(({ kind }) => kind === 'trigger').map(({ type }) => type)

/** The trigger in the draft of a flow, for a `select`: the rest of the draft stays in the database. */
export const draftTrigger = sql<GraphNode | null>`(
  SELECT node FROM jsonb_array_elements(${flows.draft} -> 'nodes') AS node
  WHERE node ->> 'type' IN (${sql.join(
    TRIGGERS.map((type) => sql`${type}`),
    sql`, `,
  )}) LIMIT 1)`

/** What others must know of it. */
export function shownTrigger(node: GraphNode | null): FlowSummary['trigger'] {
  const type = node && nodeType(node.type)
  return node && type?.kind === 'trigger'
    ? { type: node.type, source: type.source, inputs: askedInputs(node, { nodeType }) }
    : null
}
