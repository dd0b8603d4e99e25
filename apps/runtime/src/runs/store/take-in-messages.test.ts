import { newId } from '@tailorbird/db/columns'
import { type Database, connect } from '@tailorbird/db/database'
import { runs, steps } from '@tailorbird/db/schema/runs'
import { records, tables } from '@tailorbird/db/schema/tables'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '../../../../../test/support/database.ts'
import { takeInMessages } from './take-in-messages.ts'
import { notifyWaiters } from '../wake/notify-waiters.ts'

let database: TestDatabase
let db: Database
let recordId: string
const seen = new Date('2026-11-26T10:00:00.123Z')

beforeEach(async () => {
  database = await freshDatabase()
  db = connect(database.url)
  const tableId = newId()
  recordId = newId()
  await db.insert(tables).values({ id: tableId, name: 'T', fields: [] })
  await db.insert(records).values({ id: recordId, tableId, values: {}, updatedAt: seen })
})
afterEach(async () => {
  await db.$client.end()
  await database.drop()
})

/** A run that has just been parked: it looked at the record as it was then. */
async function parked() {
  const id = newId()
  const place = { flowId: newId(), versionId: newId(), environment: 'production' }
  const run = { id, ...place, cause: '', test: false, status: 'waiting' as const, leaseToken: 1, startedAt: seen }
  await db.insert(runs).values(run)
  await db.insert(steps).values({
    ...{ runId: id, nodeId: 'wait', attempt: 1, status: 'waiting', startedAt: seen },
    ...{ wakes: `record:${recordId}`, waitState: { seen: seen.toISOString() } },
  })
  return id
}
const statusOf = async (id: string) => (await db.select().from(runs).where(eq(runs.id, id)))[0]?.status
const touch = (handle: Pick<Database, 'update'>) =>
  handle
    .update(records)
    .set({ updatedAt: new Date(seen.getTime() + 1) })
    .where(eq(records.id, recordId))

test('a record that has not changed since it was looked at lets the run rest', async () => {
  const id = await parked()
  await takeInMessages(db.$client, id, [])
  expect(await statusOf(id)).toBe('waiting')
})

test('a record that changed before the wait was on disk, with nobody there to be told, is looked at once more', async () => {
  // It tells those who wait; the run does not yet.
  await notifyWaiters(db.$client, `record:${recordId}`)
  await touch(db)
  const id = await parked()
  await takeInMessages(db.$client, id, [])
  expect(await statusOf(id)).toBe('queued')
})

test('so is one that was deleted', async () => {
  await db.delete(records).where(eq(records.id, recordId))
  const id = await parked()
  await takeInMessages(db.$client, id, [])
  expect(await statusOf(id)).toBe('queued')
})

test('a change that has told everybody it knew of, and is not committed yet, is waited for', async () => {
  const changing = await db.$client.connect()
  await changing.query('BEGIN')
  await changing.query('UPDATE records SET updated_at = $2 WHERE id = $1', [recordId, new Date(seen.getTime() + 1)])
  await notifyWaiters(changing, `record:${recordId}`)
  const id = await parked()
  const rested = takeInMessages(db.$client, id, [])
  // It stands in front of the record's row; only then does the change come.
  await expect
    .poll(async () => (await db.$client.query(`SELECT FROM pg_locks WHERE NOT granted`)).rowCount)
    .toBeGreaterThan(0)
  await changing.query('COMMIT')
  changing.release()
  await rested
  expect(await statusOf(id)).toBe('queued')
})
