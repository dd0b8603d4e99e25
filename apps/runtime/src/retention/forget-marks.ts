import type { Pool } from 'pg'

const BATCH = 1000

/** Deletes what Dedupe and Throttle nodes and the limits of accounts need no longer: keys whose time is up, turns long
 *  past. */
export async function forgetMarks(pool: Pool): Promise<void> {
  for (const statement of [KEYS, TURNS, ACCOUNT_SLOTS]) {
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

/** The limits of accounts look back a day; whoever waits keeps their place. */
const ACCOUNT_SLOTS = `
DELETE FROM account_slots WHERE ctid = ANY(ARRAY(
  SELECT s.ctid FROM account_slots s LEFT JOIN runs ON runs.id = s.run_id
  WHERE s.slot_at < now() - interval '2 days' AND (s.started_at < now() - interval '2 days' OR runs.id IS NULL OR runs.ended_at IS NOT NULL)
  LIMIT ${BATCH}))`
