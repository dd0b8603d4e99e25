import type { Database } from '@tailorbird/db/database'
import { epochs, triggers } from '@tailorbird/db/schema/flows'
import { holds } from '@tailorbird/flow/expression/condition'
import { MissingValue } from '@tailorbird/flow/expression/value-of'
import { missingSaid } from '@tailorbird/flow/speech/missing-said'
import type { FailureData } from '@tailorbird/flow/node/failure'
import type { RecordChange, RecordSource } from '@tailorbird/flow/node/node-type'
import { and, eq, isNull } from 'drizzle-orm'
import type { VersionCache } from '../../runs/execute/version-cache.ts'
import { type ArmedTrigger, fixedParams, loadTrigger } from '../armed/armed-trigger.ts'
import { said } from '../../words/said.ts'

/** A trigger of records, and what starts it. */
export interface RecordTrigger extends ArmedTrigger {
  on: readonly RecordChange[]
  record: RecordSource
}

interface Loaded {
  epoch: number
  byTable: ReadonlyMap<string, readonly RecordTrigger[]>
}

/** Which flows wait for records of which table. Kept in memory; the epoch, checked in the statement that keeps a
 *  record, says whether it still holds, so that no record slips past a flow that was just enabled elsewhere. */
export class RecordTriggers {
  readonly #db: Database
  readonly #versions: VersionCache
  #loaded: Promise<Loaded> | undefined

  constructor(db: Database, versions: VersionCache) {
    this.#db = db
    this.#versions = versions
  }

  async current(): Promise<Loaded> {
    this.#loaded ??= this.#load()
    try {
      return await this.#loaded
    } catch (error) {
      this.#loaded = undefined
      throw error
    }
  }

  /** Something was armed or disarmed: read anew at the next record. */
  forget() {
    this.#loaded = undefined
  }

  async #load(): Promise<Loaded> {
    // The epoch first: if something changes in between, the epoch is the older one and the record is matched again.
    const [epoch] = await this.#db.select({ value: epochs.value }).from(epochs).where(eq(epochs.name, 'triggers'))
    const rows = await this.#db
      .select()
      .from(triggers)
      .where(and(eq(triggers.source, 'record'), eq(triggers.enabled, true), isNull(triggers.pausedAt)))
    const byTable = new Map<string, RecordTrigger[]>()
    for (const row of rows) {
      const armed = await loadTrigger(row, this.#versions)
      const trigger = armed && asRecordTrigger(armed)
      if (!trigger) continue
      const { table } = trigger.record
      byTable.set(table, [...(byTable.get(table) ?? []), trigger])
    }
    return { epoch: epoch?.value ?? 0, byTable }
  }
}

export const asRecordTrigger = (armed: ArmedTrigger): RecordTrigger | undefined =>
  armed.type.source === 'record'
    ? { ...armed, on: armed.type.on, record: armed.type.record(fixedParams(armed, armed.type.params)) }
    : undefined

/** Whether a trigger wants what it would put out; a failure when its condition cannot be judged. */
export function wants({ row, record: { condition } }: RecordTrigger, output: unknown): boolean | FailureData {
  if (!condition) return true
  try {
    return holds(condition, { [row.nodeId]: output })
  } catch (error) {
    if (!(error instanceof MissingValue)) throw error
    return said('trigger.condition', { why: missingSaid(error) })
  }
}
