import { createHash } from 'node:crypto'
import type { Database } from '@tailorbird/db/database'
import type { Services } from '@tailorbird/flow/node/node-services'
import { sql } from 'drizzle-orm'
import type { ServedStep } from './step-services.ts'

/** Gives out times that lie apart, one by one, to the steps of a node of a flow in an environment. */
export const spacingOf =
  (db: Database) =>
  ({ run, nodeId, path }: ServedStep): Services['spacing'] => ({
    async turnAt(key, seconds) {
      await run.persisted
      const { flowId, environment, id } = run
      return db.transaction(async (tx) => {
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
    },
  })

const digest = (key: string) => createHash('sha256').update(key).digest('hex')
