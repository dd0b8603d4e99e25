import type { Database } from '@tailorbird/db/database'
import { versions } from '@tailorbird/db/schema/flows'
import { type GraphIndex, indexGraph } from '@tailorbird/flow/graph/graph-index'
import { eq } from 'drizzle-orm'

/** Versions never change, so what was read once is kept. */
const MOST_KEPT = 500

/** Graphs of versions by id, made ready for the engine. */
export class VersionCache {
  readonly #db: Database
  readonly #kept = new Map<string, Promise<GraphIndex>>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Throws when there is no such version. */
  get(versionId: string): Promise<GraphIndex> {
    const known = this.#kept.get(versionId)
    if (known) return known
    const loading = this.#load(versionId)
    this.#kept.set(versionId, loading)
    loading.catch(() => this.#kept.delete(versionId))
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return loading
  }

  async #load(versionId: string) {
    const [version] = await this.#db.select({ graph: versions.graph }).from(versions).where(eq(versions.id, versionId))
    if (!version) throw new Error(`The version ${versionId} is not there.`)
    return indexGraph(version.graph)
  }
}
