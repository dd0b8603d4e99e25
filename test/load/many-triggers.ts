import { newId } from '@tailorbird/db/columns'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { graphOf, node } from '../support/story.ts'
import type { Stage } from './stage.ts'

interface ManyTriggers {
  count: number
  source: 'schedule' | 'poll'
  trigger(index: number): { params: GraphNode['params']; cursor: string; nextAt: Date }
}

/** Puts flows of one trigger and one Set values to work, each with a version of its own; straight into the tables, because
 *  publishing thousands over the API is not what is measured. Returns what takes them away again. */
export async function putTriggersToWork({ pool }: Stage, { count, source, trigger }: ManyTriggers) {
  const type = source === 'schedule' ? 'start.schedule' : 'x.new-post'
  const flows = Array.from({ length: count }, (_, index) => {
    const { params, cursor, nextAt } = trigger(index)
    const graph = graphOf(
      [
        node('start', type, params),
        node('set', 'data.set-values', { values: { fixed: [{ key: 'a', kind: 'text', value: { fixed: 'A' } }] } }),
      ],
      ['start -> set'],
    )
    return { flow: newId(), version: newId(), trigger: newId(), name: `${source} ${index}`, graph, cursor, nextAt }
  })
  await pool.query(
    `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb)
        AS g(flow uuid, version uuid, trigger uuid, name text, graph jsonb, cursor text, "nextAt" timestamptz)),
      kept_flows AS (INSERT INTO flows (id, name, draft) SELECT flow, name, graph FROM given),
      kept_versions AS (INSERT INTO versions (id, flow_id, number, graph) SELECT version, flow, 1, graph FROM given),
      kept_deployments AS (INSERT INTO deployments (flow_id, environment, version_id, enabled) SELECT flow, 'production', version, true FROM given)
    INSERT INTO triggers (id, flow_id, environment, node_id, version_id, type, source, enabled, cursor, next_at)
    SELECT trigger, flow, 'production', 'start', version, $2, $3, true, cursor, "nextAt" FROM given`,
    [JSON.stringify(flows), type, source],
  )
  await pool.query('ANALYZE triggers, versions, flows, deployments')
  return {
    [Symbol.asyncDispose]: async () => {
      await pool.query('DELETE FROM triggers WHERE source = $1', [source])
    },
  }
}
