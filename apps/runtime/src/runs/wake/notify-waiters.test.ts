import { newId } from '@tailorbird/db/columns'
import { connect } from '@tailorbird/db/database'
import { runs, runMessages, steps } from '@tailorbird/db/schema/runs'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../../../test/support/database.ts'
import { notifyWaiters } from './notify-waiters.ts'

test('whoever waits for a key looks again; a run in hand is only told, and others sleep on', async () => {
  await using database = await freshDatabase()
  const db = connect(database.url)
  const waiting = async (wakes: string, leaseOwner: string | null) => {
    const id = newId()
    const at = new Date()
    const place = { flowId: newId(), versionId: newId(), environment: 'production' }
    const status = leaseOwner === null ? ('waiting' as const) : ('running' as const)
    await db
      .insert(runs)
      .values({ id, ...place, cause: '', test: false, status, leaseOwner, leaseToken: 1, startedAt: at })
    await db.insert(steps).values({ runId: id, nodeId: 'wait', attempt: 1, status: 'waiting', wakes, startedAt: at })
    return id
  }
  const [rests, inHand, other] = [
    await waiting('record:1', null),
    await waiting('record:1', newId()),
    await waiting('record:2', null),
  ]
  await notifyWaiters(db.$client, 'record:1')
  const statusOf = async (id: string) => (await db.select().from(runs).where(eq(runs.id, id)))[0]?.status
  const told = (await db.select().from(runMessages)).map(({ runId }) => runId)
  expect([await statusOf(rests), await statusOf(inHand), await statusOf(other)]).toEqual([
    'queued',
    'running',
    'waiting',
  ])
  expect(told.toSorted()).toEqual([rests, inHand].toSorted())
  const { rows } = await db.$client.query<{ key: string }>('SELECT key FROM graphile_worker.jobs')
  expect(rows).toEqual([{ key: rests }])
  await db.$client.end()
})
