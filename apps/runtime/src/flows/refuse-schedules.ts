import type { Graph } from '@tailorbird/flow/graph/graph'
import { Failure } from '@tailorbird/flow/node/failure'
import { withoutTurns } from '@tailorbird/flow/node/failure-said'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { Refusal } from '../ground/refusal.ts'
import { fixedValues } from '../triggers/armed/armed-trigger.ts'

/** Refuses a graph with a schedule that has no times: the browser does not know the arithmetic of cron expressions. */
export function refuseSchedules(graph: Graph, now: Date) {
  for (const node of graph.nodes) {
    const type = nodeType(node.type)
    if (type?.kind !== 'trigger') continue
    try {
      const params = fixedValues(node.params, type.params)
      if (type.source === 'schedule') type.planned(params).nextAfter(now)
      if (type.source === 'failure') type.digest?.(params)?.nextAfter(now)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const { field } = error.data
      const told = withoutTurns(error.data)
      const place = { nodeId: node.id, ...(field !== undefined && { field }) }
      throw new Refusal({
        status: 422,
        type: 'flow-has-problems',
        told,
        problems: [{ severity: 'error', ...told, ...place }],
      })
    }
  }
}
