import { newId } from '@tailorbird/db/columns'
import { type Database, connect } from '@tailorbird/db/database'
import { runs, steps } from '@tailorbird/db/schema/runs'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '../../../../../test/support/database.ts'
import { joinBatch } from './join-batch.ts'

describe('items in batches', () => {
  let database: TestDatabase
  let db: Database

  beforeAll(async () => {
    database = await freshDatabase()
    db = connect(database.url)
  })
  afterAll(async () => {
    await db?.$client.end()
    await database?.drop()
  })

  interface Arrival {
    flowId: string
    item?: unknown
    most?: number
    seconds?: number
    test?: boolean
    key?: string
  }

  /** A run that has come to the node with an item, and what it is told when it asks. */
  async function arrive({ flowId, item = 'x', most = 3, seconds = 3600, test: isTest = false, key = '' }: Arrival) {
    const run = { id: newId(), flowId, environment: 'production', test: isTest }
    const startedAt = new Date()
    await db.insert(runs).values({ ...run, versionId: newId(), cause: '', status: 'waiting', leaseToken: 1, startedAt })
    const written = () =>
      db
        .insert(steps)
        .values({ runId: run.id, nodeId: 'batch', attempt: 1, status: 'waiting', input: { item }, startedAt })
    const ask = () =>
      joinBatch(db, {
        run,
        place: { nodeId: 'batch', path: '' },
        batch: { key, param: 'item', most, seconds },
      })
    return { id: run.id, written, ask }
  }
  const waiting = async (arrival: Arrival) => {
    const arrived = await arrive(arrival)
    await arrived.written()
    return arrived
  }

  test('an item is only taken in once the step that holds it is written down', async () => {
    const flowId = newId()
    const early = await arrive({ flowId, most: 1 })
    expect(await early.ask()).toMatchObject({ until: expect.any(Date) })
    await early.written()
    expect(await early.ask()).toEqual({ items: ['x'] })
  })

  test('whoever completes the batch has it, finds it again after a crash, and the others hear whose it is', async () => {
    const flowId = newId()
    const first = await waiting({ flowId, item: 'a' })
    const second = await waiting({ flowId, item: { b: 2 } })
    expect(await first.ask()).toMatchObject({ wakes: expect.stringMatching(/^batch:/) })
    expect(await second.ask()).toMatchObject({ until: expect.any(Date) })
    const third = await waiting({ flowId, item: 'c' })
    const whole = { items: ['a', { b: 2 }, 'c'] }
    expect([await third.ask(), await third.ask()]).toEqual([whole, whole])
    expect([await first.ask(), await second.ask()]).toEqual([{ addedTo: third.id }, { addedTo: third.id }])
  })

  test('asked by all at once, each item is in exactly one batch', async () => {
    const flowId = newId()
    const all = await Promise.all(Array.from({ length: 10 }, (_, item) => waiting({ flowId, item, most: 4 })))
    const found = await Promise.all(all.map(({ ask }) => ask()))
    const batches = found.flatMap((each) => ('items' in each ? [each.items] : []))
    expect(batches.map((items) => items.length)).toEqual([4, 4])
    expect(new Set(batches.flat()).size).toBe(8)
  })

  test('time is counted from the first item, and a run that was stopped is left out', async () => {
    const flowId = newId()
    const gone = await waiting({ flowId, item: 'gone' })
    await gone.ask()
    await db
      .update(runs)
      .set({ status: 'failed', endedAt: new Date(), leaseToken: sql`${runs.leaseToken} + 1` })
      .where(eq(runs.id, gone.id))
    const late = await waiting({ flowId, item: 'late', seconds: 0.001 })
    await late.ask()
    expect(await late.ask()).toEqual({ items: ['late'] })
  })

  test('other keys, other flows and tests fill batches of their own', async () => {
    const flowId = newId()
    const apart = [{ key: 'a' }, { key: 'b' }, { test: true }, { flowId: newId() }]
    for (const each of apart) {
      const { ask } = await waiting({ flowId, most: 2, ...each })
      expect(await ask()).not.toHaveProperty('items')
    }
  })

  test('what would weigh too much for one step goes on before it is full', async () => {
    const flowId = newId()
    const heavy = 'x'.repeat(500_000)
    const first = await waiting({ flowId, item: heavy, most: 100 })
    expect(await first.ask()).not.toHaveProperty('items')
    const second = await waiting({ flowId, item: heavy, most: 100 })
    expect(await second.ask()).toEqual({ items: [heavy] })
    // The one that had no room is still there for the next batch.
    expect(await first.ask()).not.toHaveProperty('items')
  })
})
