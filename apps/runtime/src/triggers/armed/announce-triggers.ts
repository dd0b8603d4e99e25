import type { Writer } from '@tailorbird/db/database'
import { epochs } from '@tailorbird/db/schema/flows'
import { eq, sql } from 'drizzle-orm'

export const TRIGGERS = 'tailorbird_triggers'

/** Tells every process that triggers have changed. In the transaction that changes them. */
export async function announceTriggers(tx: Writer): Promise<void> {
  await tx
    .update(epochs)
    .set({ value: sql`${epochs.value} + 1` })
    .where(eq(epochs.name, 'triggers'))
  await tx.execute(sql`SELECT pg_notify(${TRIGGERS}, '')`)
}
