import { createHash } from 'node:crypto'
import { type Database, inOneTransaction } from '@tailorbird/db/database'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import type { Gathered, Gathering } from '@tailorbird/flow/node/node-services'
import type { PoolClient } from 'pg'
import type { ClaimedRun } from '../execute/execute-run.ts'
import { notifyWaiters } from '../wake/notify-waiters.ts'

interface Joining {
  run: Pick<ClaimedRun, 'id' | 'flowId' | 'environment' | 'test'>
  place: StepRef
  batch: Gathering
}

/** What a batch may weigh as JSON: what a step hands on is bounded too, and items that were taken must not be lost to that. */
const HEAVIEST = 800_000

/** Puts the item of a place into the open batch of its key, and says how that stands. An item is a row of `seen_keys` whose
 *  key names the run and turn it came with; its run and path name the place that holds it: its own while the batch is
 *  open, the one that goes on with the batch once that is complete. A lock for each key lets one place look at a time, and
 *  what a place has taken it finds again after a crash: each item is in exactly one batch. Its value stays where it is
 *  written down already, in the step that waits; a place whose step is not stored yet has to come back. */
export async function joinBatch(db: Database, gatherer: Joining): Promise<Gathered> {
  const { run, place, batch } = gatherer
  const name = digest([run.flowId, run.environment, String(run.test), place.nodeId, batch.key].join(' '))
  return inOneTransaction(db, async (_, client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [name])
    const at = new OpenBatch(client, gatherer, name)
    const held = await at.mine()
    if (held && !held.open) {
      const isOurs = held.run_id === run.id && held.path === place.path
      return isOurs ? { items: await at.taken() } : { addedTo: held.run_id }
    }
    if (!held && !(await at.join())) return { until: new Date(), wakes: at.wakes }
    const open = await at.open()
    const [first] = open
    if (open.length < batch.most && first?.is_due !== true && weightOf(open) < HEAVIEST) {
      return { until: first?.due ?? new Date(), wakes: at.wakes }
    }
    await at.take(chosen(open, at.key, batch.most))
    return { items: await at.taken() }
  })
}

interface Item {
  key: string
  weight: number
  due: Date
  is_due: boolean
}

const weightOf = (items: readonly Item[]) => items.reduce((sum, { weight }) => sum + weight, 0)

/** The oldest that fit, ours among them whatever it weighs. */
function chosen(open: readonly Item[], ours: string, most: number): string[] {
  let weight = open.find(({ key }) => key === ours)?.weight ?? 0
  const others = open
    .filter(({ key }) => key !== ours)
    .slice(0, most - 1)
    .filter((item) => (weight += item.weight) < HEAVIEST)
  return [ours, ...others.map(({ key }) => key)]
}

/** The statements, at one place and for one batch. */
class OpenBatch {
  readonly key: string
  readonly wakes: string
  readonly #client: PoolClient
  readonly #gatherer: Joining
  readonly #where: readonly string[]

  constructor(client: PoolClient, gatherer: Joining, name: string) {
    const { run, place } = gatherer
    this.#client = client
    this.#gatherer = gatherer
    this.#where = [run.flowId, run.environment, place.nodeId, name]
    this.key = `${name}:${run.id}:${place.path}`
    this.wakes = `batch:${name}`
  }

  async mine() {
    const { rows } = await this.#client.query<{ run_id: string; path: string; open: boolean }>(
      `SELECT run_id, path, expires_at = 'infinity' AS open FROM seen_keys
       WHERE flow_id = $1 AND environment = $2 AND node_id = $3 AND key = $4`,
      [...this.#where.slice(0, 3), this.key],
    )
    return rows[0]
  }

  /** False: the step that holds the item is not written down yet. */
  async join(): Promise<boolean> {
    const { run, place } = this.#gatherer
    const { rowCount } = await this.#client.query(
      `INSERT INTO seen_keys (flow_id, environment, node_id, key, run_id, path, seen_at, expires_at)
       SELECT $1, $2, $3, $4, run_id, path, clock_timestamp(), 'infinity' FROM steps
       WHERE run_id = $5 AND node_id = $3 AND path = $6 AND status = 'waiting' LIMIT 1`,
      [...this.#where.slice(0, 3), this.key, run.id, place.path],
    )
    return rowCount === 1
  }

  /** The items of the open batch, those of the run that began first coming first, as its id says; those whose run was stopped meanwhile are given up. */
  async open(): Promise<Item[]> {
    const { batch } = this.#gatherer
    const { rows } = await this.#client.query<Item>(
      `WITH waiting AS (
         SELECT k.key, min(k.seen_at) AS seen_at, max(octet_length((s.input -> $5)::text)) AS weight
         FROM seen_keys k JOIN runs r ON r.id = k.run_id AND r.ended_at IS NULL
         JOIN steps s ON s.run_id = k.run_id AND s.node_id = k.node_id AND s.path = k.path AND s.status = 'waiting'
         WHERE ${IN_BATCH} AND k.expires_at = 'infinity' GROUP BY k.key),
       given_up AS (
         DELETE FROM seen_keys k WHERE ${IN_BATCH} AND k.expires_at = 'infinity' AND k.key NOT IN (SELECT key FROM waiting))
       SELECT key, coalesce(weight, 0) AS weight, due, due <= clock_timestamp() AS is_due
       FROM waiting, LATERAL (SELECT min(seen_at) + make_interval(secs => $6) AS due FROM waiting) AS first
       ORDER BY key COLLATE "C"`,
      [...this.#where, batch.param, batch.seconds],
    )
    return rows
  }

  /** From here on the items are this place's, and the others that brought them go their way. */
  async take(keys: readonly string[]): Promise<void> {
    const { run, place } = this.#gatherer
    await this.#client.query(
      `UPDATE seen_keys SET run_id = $4, path = $5, expires_at = now() + interval '${KEPT_DAYS} days'
       WHERE flow_id = $1 AND environment = $2 AND node_id = $3 AND key = ANY($6)`,
      [...this.#where.slice(0, 3), run.id, place.path, keys],
    )
    await notifyWaiters(this.#client, this.wakes)
  }

  /** What this place has taken, in the same order. The key says with which run and turn each came. */
  async taken(): Promise<unknown[]> {
    const { run, place, batch } = this.#gatherer
    const { rows } = await this.#client.query<{ item: unknown }>(
      `SELECT last.item FROM seen_keys k, LATERAL (
         SELECT s.input -> $5 AS item FROM steps s
         WHERE s.run_id = split_part(k.key, ':', 2)::uuid AND s.node_id = k.node_id
           AND s.path = substr(k.key, length(split_part(k.key, ':', 1)) + length(split_part(k.key, ':', 2)) + 3)
         ORDER BY s.attempt DESC LIMIT 1) AS last
       WHERE ${IN_BATCH} AND k.expires_at < 'infinity' AND k.run_id = $6 AND k.path = $7
       ORDER BY k.key COLLATE "C"`,
      [...this.#where, batch.param, run.id, place.path],
    )
    return rows.map(({ item }) => item)
  }
}

/** Longer than any process is away that had taken items and not written down that it goes on with them. */
const KEPT_DAYS = 8

/** All keys that begin with the batch's name: `;` comes right after `:`. */
const IN_BATCH = `k.flow_id = $1 AND k.environment = $2 AND k.node_id = $3 AND k.key COLLATE "C" > $4 || ':' AND k.key COLLATE "C" < $4 || ';'`

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
