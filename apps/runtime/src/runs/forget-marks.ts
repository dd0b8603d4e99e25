import type { Pool } from 'pg'

const BATCH = 1000

/** Deletes what Dedupe and Throttle nodes need no longer: keys whose time is up, and turns long past. */
export async function forgetMarks(pool: Pool): Promise<void> {
  for (const statement of [KEYS, TURNS]) {
    let gone = BATCH
    while (gone === BATCH) gone = (await pool.query(statement)).rowCount ?? 0
  }
}

/** Asked twice: a key may have been seen anew in between. */
const KEYS = `
DELETE FROM seen_keys WHERE expires_at <= now() AND ctid = ANY(ARRAY(
  SELECT ctid FROM seen_keys WHERE expires_at <= now() LIMIT ${BATCH}))`

/** The last turn of a key counts for as long as a Throttle node can hold the next one back: 30 days. */
const TURNS = `
DELETE FROM throttle_turns WHERE ctid = ANY(ARRAY(
  SELECT old.ctid FROM throttle_turns old WHERE old.turn_at < now() - interval '2 days' AND (
    old.turn_at < now() - interval '31 days' OR EXISTS (
      SELECT FROM throttle_turns newer WHERE newer.flow_id = old.flow_id AND newer.environment = old.environment
        AND newer.node_id = old.node_id AND newer.key = old.key AND newer.turn_at > old.turn_at))
  LIMIT ${BATCH}))`
