import type { Pool } from 'pg'
import { queueJobs } from './queue-jobs.ts'
import type { LedgerRow, RunChange, RunRow, StepRow } from './rows.ts'

/** A record that starts runs, as a row. */
export interface RecordRow {
  id: string
  table_id: string
  values: Record<string, unknown>
  created_at: string
}

export interface AttachmentClaim {
  id: string
  record_id: string
  field_key: string
  position: number
}

/** How far a trigger has looked, once what it found is on disk. */
export interface CursorMove {
  id: string
  cursor: string | null
  last_at: string | null
  next_at: string | null
  /** The fence under which it looked: when it has been raised since, or the trigger was switched off, nothing is moved and
   *  nothing is started. Unset: nobody else can be looking. */
  lease_token?: number
}

/** Everything that becomes durable together. */
export interface Batch {
  /** What the record triggers were matched against; records are only kept while that still holds. */
  epoch: number | null
  records: RecordRow[]
  claims: AttachmentClaim[]
  moves: CursorMove[]
  starts: RunRow[]
  changes: RunChange[]
  /** Runs that only add steps and must still be held by their worker. */
  fences: Pick<RunChange, 'id' | 'lease_owner' | 'lease_token'>[]
  steps: StepRow[]
  ledger: LedgerRow[]
}

export interface Flushed {
  /** False: a trigger was armed or disarmed meanwhile, and no record of this batch was kept. */
  current: boolean
  /** Runs that were started or whose worker still held them. All others wrote nothing. */
  kept: Set<string>
}

/** Connections for `flush` need these. Its statement is planned once, when the tables may still be small: a plan that
 *  reads them whole would stay as they grow. Everything it touches it finds by primary key. */
export const FLUSH_SETTINGS = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', jit: 'off' }

/** Writes a batch in one statement and one commit. A run that its worker no longer holds writes nothing.
 *
 *  One statement for the durable points of all runs of a process is what makes runs cheap: with a transaction for each
 *  point, this process manages about a quarter of the runs per second (docs/benchmarks.md).
 *  `isKept`: the connection has {@link FLUSH_SETTINGS}, so the plan may be kept.
 *  `isRepeat`: the batch may have been written before, and only the answer got lost. */
export async function flush(
  pool: Pick<Pool, 'query'>,
  batch: Batch,
  { isKept = true, isRepeat = false } = {},
): Promise<Flushed> {
  const isLarge = batch.epoch !== null || batch.moves.length > 0
  const isKeyed = isLarge || batch.starts.some(({ event_key, queue }) => (event_key ?? queue ?? null) !== null)
  const values = [
    batch.starts,
    batch.changes,
    batch.fences,
    batch.steps,
    batch.ledger,
    ...(isLarge ? [batch.records, batch.claims, batch.moves] : []),
  ]
  const parameters: unknown[] = values.map(asJson)
  if (isLarge) parameters.push(batch.epoch)
  const { rows } = await pool.query<{ current: boolean; kept: string[] }>({
    ...(isKept && !isRepeat && { name: isLarge ? 'flush-all' : isKeyed ? 'flush-keyed' : 'flush-runs' }),
    text: isRepeat
      ? statement({ isLarge, isKeyed, isRepeat })
      : isLarge
        ? FLUSH_ALL
        : isKeyed
          ? FLUSH_KEYED
          : FLUSH_RUNS,
    values: parameters,
  })
  const [row] = rows
  return { current: row?.current ?? false, kept: new Set(row?.kept) }
}

/** Postgres keeps no NUL in JSON; the character that stands for "unreadable" takes its place. */
function asJson(rows: unknown[]): string {
  const text = rows.length === 0 ? '[]' : JSON.stringify(rows)
  // Looking for it first costs a tenth of replacing what is never there.
  return text.includes('\\u0000') ? text.replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\\ufffd') : text
}

const RUN_COLUMNS = `id uuid, flow_id uuid, version_id uuid, environment text, trigger_id uuid, event_key text, cause text, test boolean,
  status text, lease_owner uuid, lease_token int, park_reason text, park_until timestamptz, park_connection uuid, failure jsonb, output jsonb, started_at timestamptz, ended_at timestamptz,
  parent_run uuid, root_run uuid, depth int, rerun_of uuid, started_by uuid, queue text, queue_width int, subject text, deadline_at timestamptz, guarded boolean, alone boolean`
const STEP_COLUMNS = `run_id uuid, node_id text, path text, attempt int, seq int, status text, input jsonb, output jsonb, port text, failure jsonb,
  intent jsonb, intended_at timestamptz, park_reason text, park_until timestamptz, wait_state jsonb,
  wakes text, reused_from uuid, started_at timestamptz, ended_at timestamptz`
const names = (columns: string) =>
  [...columns.matchAll(/(\w+) (?:uuid|text|boolean|int|jsonb|timestamptz)/g)].map(([, name]) => name)
const STEP_NAMES = names(STEP_COLUMNS)
const RUN_NAMES = names(RUN_COLUMNS).filter((name) => name !== 'guarded' && name !== 'alone')

/** A run of the same trigger about the same subject. Whoever starts one holds the subject's row, so none comes in between. */
const UNDER_WAY = `SELECT FROM runs r WHERE r.trigger_id = s.trigger_id AND r.subject = s.subject AND r.ended_at IS NULL`

/** Whether another write of the account has claimed the id: then this row is settled without it, as the index wants. */
const TAKEN = `l.external_id IS NOT NULL AND EXISTS (SELECT FROM post_ledger o WHERE o.account_id = p.account_id
  AND o.external_id = l.external_id AND (o.run_id, o.node_id, o.path, o.attempt) <> (p.run_id, p.node_id, p.path, p.attempt))`

/** Runs that start without event and without queue, as most do. */
const STARTED = `
started AS (
  INSERT INTO runs (${RUN_NAMES.join(', ')})
  SELECT ${RUN_NAMES.map((name) => `s.${name}`).join(', ')} FROM jsonb_to_recordset($1::jsonb) AS s(${RUN_COLUMNS})
  ON CONFLICT DO NOTHING
  RETURNING id, status, lease_owner, park_until),`

/** An event starts a run once, for as long as its trigger exists. Whoever brings the same event at the same time waits for
 *  our commit. The queues of the new runs are locked until then, in the order of their names, and a place is taken under
 *  the lock: so nobody who comes later is stored before us, or has a place in front of one who is. */
const startedKeyed = (isLarge: boolean) => `
wanted AS MATERIALIZED (
  SELECT s.* FROM guard, jsonb_to_recordset($1::jsonb) AS s(${RUN_COLUMNS})
  WHERE (guard.ok OR NOT s.guarded)${
    isLarge
      ? ` AND (NOT s.alone OR NOT EXISTS (${UNDER_WAY}))
    AND (s.trigger_id IN (SELECT id FROM moved) OR s.trigger_id NOT IN (SELECT id FROM jsonb_to_recordset($8::jsonb) AS m(id uuid)))`
      : ''
  }),
keyed AS (
  INSERT INTO event_keys (trigger_id, key, run_id)
  SELECT trigger_id, event_key, id FROM wanted WHERE trigger_id IS NOT NULL AND event_key IS NOT NULL
  ON CONFLICT DO NOTHING RETURNING run_id),
locked AS MATERIALIZED (
  SELECT pg_advisory_xact_lock(hashtextextended(queue, 2)) FROM (
    SELECT DISTINCT queue FROM wanted WHERE queue IS NOT NULL ORDER BY queue) AS queues),
started AS (
  INSERT INTO runs (${RUN_NAMES.join(', ')}, queue_place)
  SELECT ${RUN_NAMES.map((name) => `s.${name}`).join(', ')},
    CASE WHEN s.queue IS NOT NULL THEN (SELECT count(*) FROM locked) * 0 + nextval('run_queue_places') END
  FROM wanted s WHERE s.trigger_id IS NULL OR s.event_key IS NULL OR s.id IN (SELECT run_id FROM keyed)
  ON CONFLICT DO NOTHING
  RETURNING id, status, lease_owner, park_until),`

/** What was written before its answer got lost: a run of our own id under our own lease, and one that rests as we left it
 *  and that nobody has claimed since, or its fence would have been raised. */
const LANDED = `
landed AS (
  SELECT r.id FROM runs r WHERE r.id IN (
      SELECT id FROM jsonb_to_recordset($1::jsonb) AS s(id uuid) UNION ALL SELECT id FROM jsonb_to_recordset($2::jsonb) AS c(id uuid))
    AND (EXISTS (
      SELECT FROM jsonb_to_recordset($1::jsonb) AS s(id uuid, lease_owner uuid, lease_token int)
      WHERE s.id = r.id AND s.lease_token = r.lease_token AND s.lease_owner IS NOT DISTINCT FROM r.lease_owner)
    OR EXISTS (
      SELECT FROM jsonb_to_recordset($2::jsonb) AS c(id uuid, lease_token int, status text)
      WHERE c.id = r.id AND c.lease_token = r.lease_token AND r.lease_owner IS NULL AND c.status = r.status))
  FOR NO KEY UPDATE),`

/** Most flushes hold runs only; the parts that are rarely there would cost every one of them planning time. */
const statement = ({
  isLarge,
  isKeyed,
  isRepeat = false,
}: {
  isLarge: boolean
  isKeyed: boolean
  isRepeat?: boolean
}) => `
WITH guard AS (${isLarge ? `SELECT coalesce(value = $9::bigint, true) AS ok FROM epochs WHERE name = 'triggers'` : 'SELECT true AS ok'}),
${
  isLarge
    ? `kept_records AS (
  INSERT INTO records (id, table_id, values, created_at, updated_at)
  SELECT r.id, r.table_id, r.values, r.created_at, r.created_at
  FROM guard, jsonb_to_recordset($6::jsonb) AS r(id uuid, table_id uuid, values jsonb, created_at timestamptz) WHERE guard.ok
  ON CONFLICT DO NOTHING),
claimed AS (
  UPDATE attachments a SET record_id = c.record_id, field_key = c.field_key, position = c.position
  FROM guard, jsonb_to_recordset($7::jsonb) AS c(id uuid, record_id uuid, field_key text, position int)
  WHERE guard.ok AND a.id = c.id AND a.record_id IS NULL),
moved AS (
  UPDATE triggers t SET cursor = m.cursor, last_at = m.last_at, next_at = m.next_at, trouble = NULL, failures = 0, lease_owner = NULL, lease_until = NULL
  FROM jsonb_to_recordset($8::jsonb) AS m(id uuid, cursor text, last_at timestamptz, next_at timestamptz, lease_token int)
  WHERE t.id = m.id AND (m.lease_token IS NULL OR (t.lease_token = m.lease_token AND t.enabled AND t.paused_at IS NULL))
  RETURNING t.id),`
    : ''
}
${isKeyed ? startedKeyed(isLarge) : STARTED}
changed AS (
  UPDATE runs r SET status = c.status, park_reason = c.park_reason, park_until = c.park_until, park_connection = c.park_connection,
    failure = c.failure, output = c.output, ended_at = c.ended_at, lease_owner = CASE WHEN c.release THEN NULL ELSE r.lease_owner END
  FROM jsonb_to_recordset($2::jsonb) AS c(id uuid, lease_owner uuid, lease_token int, status text, release boolean, park_reason text,
    park_until timestamptz, park_connection uuid, failure jsonb, output jsonb, ended_at timestamptz)
  WHERE r.id = c.id AND r.lease_owner = c.lease_owner AND r.lease_token = c.lease_token
  RETURNING r.id, r.status, r.park_until),
held AS (
  SELECT r.id FROM runs r JOIN jsonb_to_recordset($3::jsonb) AS f(id uuid, lease_owner uuid, lease_token int) ON r.id = f.id
  WHERE r.lease_owner = f.lease_owner AND r.lease_token = f.lease_token
  FOR NO KEY UPDATE OF r),
${isRepeat ? LANDED : ''}
kept AS (SELECT id FROM started UNION ALL SELECT id FROM changed UNION ALL SELECT id FROM held${isRepeat ? ' UNION SELECT id FROM landed' : ''}),
stepped AS (
  INSERT INTO steps (${STEP_NAMES.join(', ')})
  SELECT ${STEP_NAMES.map((name) => `s.${name}`).join(', ')}
  FROM jsonb_to_recordset($4::jsonb) AS s(${STEP_COLUMNS}) WHERE s.run_id IN (SELECT id FROM kept)
  ON CONFLICT (run_id, node_id, path, attempt) DO UPDATE SET
    ${STEP_NAMES.slice(4)
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}),
noted AS (
  INSERT INTO post_ledger (run_id, node_id, path, attempt, connection_id, account_id, what, summary, status, external_id, intended_at, settled_at)
  SELECT l.run_id, l.node_id, l.path, l.attempt, l.connection_id, l.account_id, l.what, l.summary, l.status, l.external_id, l.at,
    CASE WHEN l.status IN ('confirmed', 'refused') THEN l.at END
  FROM jsonb_to_recordset($5::jsonb) AS l(run_id uuid, node_id text, path text, attempt int, connection_id uuid, account_id text, what text,
    summary text, status text, external_id text, at timestamptz)
  WHERE l.run_id IN (SELECT id FROM kept) AND l.connection_id IS NOT NULL
  ON CONFLICT (run_id, node_id, path, attempt) DO NOTHING),
settled AS (
  UPDATE post_ledger p SET status = l.status, external_id = CASE WHEN ${TAKEN} THEN p.external_id ELSE coalesce(l.external_id, p.external_id) END,
    settled_at = CASE WHEN l.status IN ('confirmed', 'refused') THEN l.at END
  FROM jsonb_to_recordset($5::jsonb) AS l(run_id uuid, node_id text, path text, attempt int, connection_id uuid, status text, external_id text, at timestamptz)
  WHERE l.connection_id IS NULL AND l.run_id IN (SELECT id FROM kept)
    AND p.run_id = l.run_id AND p.node_id = l.node_id AND p.path = l.path AND p.attempt = l.attempt),
woken AS (${queueJobs(`
    SELECT id, park_until AS due
    FROM (SELECT id, status, park_until FROM started WHERE lease_owner IS NULL UNION ALL SELECT id, status, park_until FROM changed) AS at_rest
    WHERE status = 'queued' OR (status = 'waiting' AND park_until IS NOT NULL)`)}),
told AS (
  SELECT pg_notify('tailorbird_runs', string_agg(id::text, ',')) FROM (
    SELECT id, row_number() OVER () / 200 AS page FROM kept) AS paged GROUP BY page)
SELECT guard.ok AS current, ARRAY(SELECT id::text FROM kept) AS kept, (SELECT jobs FROM woken) + (SELECT count(*) FROM told) AS said
FROM guard`

const FLUSH_RUNS = statement({ isLarge: false, isKeyed: false })
const FLUSH_KEYED = statement({ isLarge: false, isKeyed: true })
const FLUSH_ALL = statement({ isLarge: true, isKeyed: true })
