import { firstIdAt } from '@tailorbird/db/columns'
import type { Pool } from 'pg'

const DAY_MS = 86_400_000

/** Deletes the snapshots of drafts that were tested, once no run refers to them any more. */
export async function forgetSnapshots(pool: Pool): Promise<void> {
  await pool.query(UNUSED, [firstIdAt(new Date(Date.now() - DAY_MS))])
}

/** The run of a test is born right after its snapshot, so looking from there in the order of ids finds it at once. */
const UNUSED = `
DELETE FROM versions WHERE id IN (
  SELECT v.id FROM versions v LEFT JOIN LATERAL (
    SELECT r.id FROM runs r WHERE r.flow_id = v.flow_id AND r.id >= v.id AND r.version_id = v.id ORDER BY r.id LIMIT 1
  ) AS used ON true
  WHERE v.number IS NULL AND v.id < $1 AND used.id IS NULL LIMIT 1000)`
