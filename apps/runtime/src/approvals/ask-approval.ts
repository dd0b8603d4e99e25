import type { Database } from '@tailorbird/db/database'
import { approvals } from '@tailorbird/db/schema/runs'
import type { Services } from '@tailorbird/flow/node/node-services'
import type { ServedStep } from '../runs/step-services/step-services.ts'

/** Asks people to decide: one question for each step, however often it asks. */
export const approvalsOf =
  (db: Database) =>
  ({ run, nodeId, path }: ServedStep): Services['approvals'] => ({
    async ask({ title, text, files, mayEdit, expiresAt }) {
      await run.persisted
      await db
        .insert(approvals)
        .values({
          ...{ runId: run.id, nodeId, path, title, text, files: [...files], mayEdit, status: 'open' as const },
          ...(expiresAt && { expiresAt }),
        })
        .onConflictDoNothing()
    },
  })
