import { nodeType } from '@tailorbird/nodes/catalogue'
import { askedInputs } from '@tailorbird/flow/graph/asked-inputs'
import type { Database } from '@tailorbird/db/database'
import { flows, triggers } from '@tailorbird/db/schema/flows'
import { completeNamed, wrongNamed } from '@tailorbird/flow/fields/check-named'
import type { NamedField } from '@tailorbird/flow/fields/named-field'
import { and, eq, isNull } from 'drizzle-orm'
import { inTheWay, notFound, wrongFields } from '../../ground/refusal.ts'
import { type RunRequest, runRequest } from '../../runs/start/run-request.ts'
import type { VersionCache } from '../../runs/execute/version-cache.ts'
import { loadTrigger } from '../armed/armed-trigger.ts'
import { said } from '../../words/said.ts'

interface ByHand {
  flowId: string
  environment: string
  input: Record<string, unknown>
  /** Who starts it. */
  by: { id: string; name: string }
}

interface Starting {
  db: Database
  versions: VersionCache
  startRun(request: RunRequest): Promise<string>
}

/** Starts the enabled version of a flow whose trigger is Manual, and returns the run's id. */
export async function startByHand(
  { db, versions, startRun }: Starting,
  { flowId, environment, input, by }: ByHand,
): Promise<string> {
  const [flow] = await db
    .select({ id: flows.id })
    .from(flows)
    .where(and(eq(flows.id, flowId), isNull(flows.deletedAt)))
  if (!flow) throw notFound(said('not-found.flow'))
  const place = and(eq(triggers.flowId, flowId), eq(triggers.environment, environment))
  const [row] = await db
    .select()
    .from(triggers)
    .where(and(place, eq(triggers.source, 'manual'), eq(triggers.enabled, true)))
  const armed = row && (await loadTrigger(row, versions))
  if (!row || !armed) throw inTheWay('not-by-hand', said('flow.not-by-hand', { environment }))
  if (row.pausedAt) throw inTheWay('trigger-paused', said('trigger.is-paused'))
  const inputs = askedInputs(armed.node, { nodeType })
  refuseWrongInput(inputs, input, 'input')
  const output = { input: completeNamed(inputs, input), by: by.name }
  return startRun(runRequest(armed, { output, cause: `Started by ${by.name}`, startedBy: by.id }))
}

/** Refuses what does not fit, naming each value below `path`; what nobody asked for is a slip and is refused too. */
export function refuseWrongInput(inputs: readonly NamedField[], input: Record<string, unknown>, path: string): void {
  const unknown = Object.keys(input)
    .filter((key) => !inputs.some((named) => named.key === key))
    .map((key) => ({ path: key, wrong: said('flow.not-asked-for', { key }) }))
  const errors = [...wrongNamed(inputs, input), ...unknown]
  if (errors.length > 0) throw wrongFields(errors.map((error) => ({ ...error, path: `${path}.${error.path}` })))
}
