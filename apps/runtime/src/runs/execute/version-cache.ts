import type { Database } from '@tailorbird/db/database'
import { versions } from '@tailorbird/db/schema/flows'
import { type GraphIndex, indexGraph } from '@tailorbird/flow/graph/graph-index'
import { eq, inArray } from 'drizzle-orm'

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
    this.#keep(versionId, loading)
    loading.catch(() => this.#kept.delete(versionId))
    return loading
  }

  /** Reads several that will be asked for in a moment, with one query. */
  async warm(versionIds: readonly string[]): Promise<void> {
    const unknown = [...new Set(versionIds)].filter((id) => !this.#kept.has(id))
    if (unknown.length === 0) return
    const { id, graph } = versions
    const rows = await this.#db.select({ id, graph }).from(versions).where(inArray(id, unknown))
    for (const row of rows) this.#keep(row.id, Promise.resolve(indexGraph(row.graph)))
  }

  #keep(versionId: string, loading: Promise<GraphIndex>) {
    this.#kept.set(versionId, loading)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }

  async #load(versionId: string) {
    const [version] = await this.#db.select({ graph: versions.graph }).from(versions).where(eq(versions.id, versionId))
    if (!version) throw new Error(`The version ${versionId} is not there.`)
    return indexGraph(version.graph)
  }
}
