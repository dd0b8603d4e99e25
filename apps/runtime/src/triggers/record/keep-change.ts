import { type Database, type Transaction, inOneTransaction } from '@tailorbird/db/database'
import type { RunStarter } from '../../runs/start/run-starter.ts'
import { notifyWaiters } from '../../runs/wake/notify-waiters.ts'
import { type RecordEvent, recordHappenings } from './record-happenings.ts'
import type { RecordTriggers } from './record-triggers.ts'

/** Does work that changes a record, and starts and wakes what waits for that, all or nothing. The work may be done anew
 *  when a trigger was armed meanwhile; what it did before is undone then. */
export type KeepChange = <T>(work: (tx: Transaction) => Promise<Changed<T>>) => Promise<T>

interface Changed<T> {
  event: RecordEvent
  result: T
}

export function changeKeeper(db: Database, triggers: RecordTriggers, starter: RunStarter): KeepChange {
  async function once<T>(work: (tx: Transaction) => Promise<Changed<T>>): Promise<T> {
    // Asked for before the transaction: whoever holds a connection must not wait for another.
    const { epoch, byTable } = await triggers.current()
    const { result, begin } = await inOneTransaction(db, async (tx, client) => {
      const { event, result: done } = await work(tx)
      const requests = recordHappenings(byTable.get(event.tableId) ?? [], event)
      const started = await starter.startWithin(client, { epoch, requests })
      if (!started) throw stale
      await notifyWaiters(client, `record:${event.record.id}`)
      return { result: done, begin: started }
    })
    begin()
    return result
  }

  return async (work) => {
    for (;;) {
      try {
        return await once(work)
      } catch (error) {
        if (error !== stale) throw error
        triggers.forget()
      }
    }
  }
}

/** Ends the transaction: it was judged by triggers that have changed. */
const stale = new Error('The triggers have changed.')
