import type { Database, Transaction } from '@tailorbird/db/database'
import type { History } from '@tailorbird/flow/run/run'
import { sql } from 'drizzle-orm'
import { inTheWay } from '../ground/refusal.ts'
import { said } from '../words/said.ts'

/** A run, what it repeats, and all that repeat any of these. */
export interface Family {
  /** The run that all others go back to, even when it has been deleted meanwhile. */
  root: string
  runs: { id: string; versionId: string; isOpen: boolean }[]
}

export async function familyOf(db: Database | Transaction, runId: string): Promise<Family> {
  const { rows } = await db.execute<{ root: string; id: string; version_id: string; is_open: boolean }>(sql`
    WITH RECURSIVE up AS (
      SELECT id, rerun_of FROM runs WHERE id = ${runId}
      UNION SELECT r.id, r.rerun_of FROM runs r JOIN up ON r.id = up.rerun_of),
    root AS (
      SELECT coalesce(rerun_of, id) AS id FROM up WHERE rerun_of IS NULL OR rerun_of NOT IN (SELECT id FROM up)),
    family AS (
      SELECT runs.id FROM runs JOIN root ON runs.id = root.id OR runs.rerun_of = root.id
      UNION SELECT r.id FROM runs r JOIN family ON r.rerun_of = family.id)
    SELECT root.id AS root, r.id, r.version_id, r.ended_at IS NULL AS is_open
    FROM root, family JOIN runs r ON r.id = family.id ORDER BY r.id`)
  return {
    root: rows[0]?.root ?? runId,
    runs: rows.map(({ id, version_id: versionId, is_open: isOpen }) => ({ id, versionId, isOpen })),
  }
}

/** Does work while nobody else, in whichever process, repeats a run of the same family. Refuses when somebody does, or
 *  has begun to since `seen` was read. */
export async function aloneInFamily<T>(
  db: Database,
  { seen, runId }: { seen: Family; runId: string },
  work: (tx: Transaction, family: Family) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ ours: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`rerun ${seen.root}`}, 0)) AS ours`,
    )
    if (!rows[0]?.ours) throw underWay()
    const family = await familyOf(tx, runId)
    const before = new Set(seen.runs.map(({ id }) => id))
    if (family.runs.some(({ id, isOpen }) => isOpen || !before.has(id))) throw underWay()
    return work(tx, family)
  })
}

const underWay = () => inTheWay('rerun-under-way', said('rerun.under-way'))

/** Refuses while nobody can tell what became of a write. */
export function refuseDoubt(history: History) {
  for (const steps of history.values()) {
    for (const step of steps.values()) {
      // A run that was stopped while X was being asked leaves such a step waiting, with its intent.
      const isUnsure = step.status === 'waiting' && step.intent !== undefined
      if (step.status === 'in doubt' || step.status === 'intended' || isUnsure) {
        throw inTheWay('in-doubt', said('rerun.in-doubt'))
      }
    }
  }
}
