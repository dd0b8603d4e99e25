import type { Database } from '@tailorbird/db/database'
import { runs } from '@tailorbird/db/schema/runs'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { Services } from '@tailorbird/flow/node/node-services'
import { eq } from 'drizzle-orm'
import type { CallFlow } from '../start/call-flow.ts'
import type { ServedStep } from './step-services.ts'
import { said } from '../../words/said.ts'

/** Calls other flows, and says how the runs of these calls stand. */
export const callsOf =
  ({ db, callFlow }: { db: Database; callFlow: CallFlow }) =>
  ({ run, nodeId, path }: ServedStep): Services['calls'] => ({
    async start(call) {
      await run.persisted
      return callFlow({ ...call, caller: run, place: { nodeId, path } })
    },
    async outcomeOf(runId) {
      const [called] = await db
        .select({ status: runs.status, output: runs.output, failure: runs.failure })
        .from(runs)
        .where(eq(runs.id, runId))
      if (!called) return { failure: said('call.gone') }
      if (called.status === 'succeeded') return { output: (called.output ?? {}) as Record<string, unknown> }
      if (called.status === 'cancelled') {
        return { failure: said('call.cancelled') }
      }
      return called.status === 'failed' ? { failure: called.failure ?? NO_REASON } : undefined
    },
  })

const NO_REASON: FailureData = said('call.failed')
