import { createHash } from 'node:crypto'
import type { Database } from '@tailorbird/db/database'
import { approvals, runs } from '@tailorbird/db/schema/runs'
import { records } from '@tailorbird/db/schema/tables'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import type { RecordValue } from '@tailorbird/flow/fields/record-value'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { ApprovalRequest, Gathered, Gathering, Services } from '@tailorbird/flow/node/node-services'
import { eq, sql } from 'drizzle-orm'
import type { CallFlow } from './start/call-flow.ts'
import type { Driven } from './execute/drive-run.ts'
import { gatherItems } from './step-services/gather-items.ts'

export interface ServiceHouse {
  db: Database
  callFlow: CallFlow
}

/** What the runtime does for one node of one run. Every call is keyed by the place, so that it may be repeated. What
 *  others could see waits until the run itself is on disk. */
export class PlaceServices implements Services {
  readonly #house: ServiceHouse
  readonly #run: Driven
  readonly #place: StepRef

  constructor(house: ServiceHouse, run: Driven, place: StepRef) {
    this.#house = house
    this.#run = run
    this.#place = place
  }

  async isNew(key: string, seconds: number): Promise<boolean> {
    await this.#run.born
    const { flowId, environment, id } = this.#run
    const { nodeId, path } = this.#place
    const { rows } = await this.#house.db.execute(sql`
      INSERT INTO seen_keys AS s (flow_id, environment, node_id, key, run_id, path, seen_at, expires_at)
      VALUES (${flowId}, ${environment}, ${nodeId}, ${digest(key)}, ${id}, ${path}, now(), now() + make_interval(secs => ${seconds}))
      ON CONFLICT (flow_id, environment, node_id, key) DO UPDATE
        SET run_id = excluded.run_id, path = excluded.path, seen_at = excluded.seen_at, expires_at = excluded.expires_at
        WHERE s.expires_at <= now() OR (s.run_id = excluded.run_id AND s.path = excluded.path)
      RETURNING key`)
    return rows.length > 0
  }

  async turnAt(key: string, seconds: number): Promise<Date> {
    await this.#run.born
    const { flowId, environment, id } = this.#run
    const { nodeId, path } = this.#place
    return this.#house.db.transaction(async (tx) => {
      const name = digest(`${flowId} ${environment} ${nodeId} ${key}`)
      await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`)
      const { rows } = await tx.execute<{ turn_at: string }>(sql`
        WITH line AS (
          SELECT max(turn_at) AS last, max(turn_at) FILTER (WHERE run_id = ${id} AND path = ${path}) AS ours
          FROM throttle_turns WHERE flow_id = ${flowId} AND environment = ${environment} AND node_id = ${nodeId} AND key = ${digest(key)}),
        given AS (SELECT coalesce(ours, greatest(now(), last + make_interval(secs => ${seconds}))) AS turn_at FROM line),
        kept AS (
          INSERT INTO throttle_turns (flow_id, environment, node_id, key, run_id, path, turn_at)
          SELECT ${flowId}, ${environment}, ${nodeId}, ${digest(key)}, ${id}, ${path}, turn_at FROM given
          ON CONFLICT DO NOTHING)
        SELECT turn_at FROM given`)
      return new Date(rows[0]?.turn_at ?? Date.now())
    })
  }

  gather(batch: Gathering): Promise<Gathered> {
    return gatherItems(this.#house.db, { run: this.#run, place: this.#place, batch })
  }

  async askApproval({ title, text, files, mayEdit, expiresAt }: ApprovalRequest): Promise<void> {
    await this.#run.born
    await this.#house.db
      .insert(approvals)
      .values({
        ...{ runId: this.#run.id, ...this.#place, title, text, files: [...files], mayEdit, status: 'open' as const },
        ...(expiresAt && { expiresAt }),
      })
      .onConflictDoNothing()
  }

  async callFlow(call: { flowId: string; input: Record<string, unknown> }): Promise<{ runId: string }> {
    await this.#run.born
    return this.#house.callFlow({ ...call, caller: this.#run, place: this.#place })
  }

  async calledRun(runId: string): Promise<{ output: Record<string, unknown> } | { failure: FailureData } | undefined> {
    const [run] = await this.#house.db
      .select({ status: runs.status, output: runs.output, failure: runs.failure })
      .from(runs)
      .where(eq(runs.id, runId))
    if (!run) return { failure: { code: 'call.gone', message: 'The called run has been deleted.' } }
    if (run.status === 'succeeded') return { output: (run.output ?? {}) as Record<string, unknown> }
    if (run.status === 'cancelled') {
      return { failure: { code: 'call.cancelled', message: 'The called run was stopped by somebody.' } }
    }
    return run.status === 'failed' ? { failure: run.failure ?? NO_REASON } : undefined
  }

  async record(recordId: string): Promise<RecordValue | undefined> {
    const [row] = await this.#house.db.select().from(records).where(eq(records.id, recordId))
    if (!row) return undefined
    const { id, tableId, createdAt, updatedAt, values } = row
    return { id, tableId, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), ...values }
  }
}

const digest = (key: string) => createHash('sha256').update(key).digest('hex')

const NO_REASON: FailureData = { code: 'unknown', message: 'The called run has failed; no reason was kept.' }
