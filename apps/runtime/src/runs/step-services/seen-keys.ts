import { createHash } from 'node:crypto'
import type { Database } from '@tailorbird/db/database'
import type { Services } from '@tailorbird/flow/node/node-services'
import { sql } from 'drizzle-orm'
import type { ServedStep } from './step-services.ts'

/** Remembers keys for a node of a flow in an environment. The step to which a key was new hears the same when it asks
 *  again. */
export const seenKeysOf =
  (db: Database) =>
  ({ run, nodeId, path }: ServedStep): Services['seenKeys'] => ({
    async isNew(key, seconds) {
      await run.persisted
      const { flowId, environment, id } = run
      const { rows } = await db.execute(sql`
        INSERT INTO seen_keys AS s (flow_id, environment, node_id, key, run_id, path, seen_at, expires_at)
        VALUES (${flowId}, ${environment}, ${nodeId}, ${digest(key)}, ${id}, ${path}, now(), now() + make_interval(secs => ${seconds}))
        ON CONFLICT (flow_id, environment, node_id, key) DO UPDATE
          SET run_id = excluded.run_id, path = excluded.path, seen_at = excluded.seen_at, expires_at = excluded.expires_at
          WHERE s.expires_at <= now() OR (s.run_id = excluded.run_id AND s.path = excluded.path)
        RETURNING key`)
      return rows.length > 0
    },
  })

const digest = (key: string) => createHash('sha256').update(key).digest('hex')
