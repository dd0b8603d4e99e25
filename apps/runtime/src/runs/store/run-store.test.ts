import { once } from 'node:events'
import { type AddressInfo, createConnection, createServer } from 'node:net'
import { newId } from '@tailorbird/db/columns'
import { type Database, connect } from '@tailorbird/db/database'
import { flows, triggers } from '@tailorbird/db/schema/flows'
import { postLedger, runs, steps } from '@tailorbird/db/schema/runs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '../../../../../test/support/database.ts'
import { readMessages } from '../wake/read-messages.ts'
import { cancelRun } from './cancel-run.ts'
import { claimOutside } from './claim-outside.ts'
import { claimRuns } from './claim-runs.ts'
import { FLUSH_SETTINGS } from './flush.ts'
import type { NewRun } from './pending.ts'
import { requeueLost } from './requeue-lost.ts'
import { RunStore } from './run-store.ts'

let database: TestDatabase
let db: Database
let flushing: Database
let store: RunStore
const worker = newId()

beforeAll(async () => {
  database = await freshDatabase()
  db = connect(database.url)
  flushing = connect(database.url, { max: 2, settings: FLUSH_SETTINGS })
  store = new RunStore(flushing.$client)
})
afterAll(async () => {
  await Promise.all([db.$client.end(), flushing.$client.end()])
  await database.drop()
})

function unstored(row: Partial<NewRun['row']> = {}): NewRun {
  const at = new Date()
  return {
    history: new Map([
      [
        '',
        new Map([
          ['start', { status: 'succeeded', attempt: 1, at, endedAt: at, input: null, port: 'out', output: {} }],
        ]),
      ],
    ]),
    row: {
      ...{ id: newId(), flow_id: newId(), version_id: newId(), environment: 'production', cause: '', test: false },
      ...{ status: 'queued', lease_token: 1, started_at: at.toISOString(), depth: 0, guarded: false, alone: false },
      ...row,
    },
  }
}

const heldBy = (leaseOwner: string) => ({ status: 'running' as const, lease_owner: leaseOwner })
const claim = async (...runIds: string[]) => (await claimRuns(db, { runIds, leaseOwner: worker })).map(({ id }) => id)

describe('a concurrency queue', () => {
  test('goes by the order in which runs were stored, whatever their ids and clocks say', async () => {
    const queue = newId()
    const [older, newer] = [newId(), newId()]
    await store.start(unstored({ id: newer, queue, queue_width: 1 }))
    expect(await claim(newer)).toEqual([newer])
    // A called run bears the time of its caller in its id, and so does one whose process is slow to store it.
    await store.start(unstored({ id: older, queue, queue_width: 1, started_at: new Date(0).toISOString() }))
    expect(await claim(older)).toEqual([])
    await store.change(
      { id: newer, leaseOwner: worker, leaseToken: 2 },
      { status: 'succeeded', release: true, ended_at: new Date().toISOString() },
    )
    expect(await claim(older)).toEqual([older])
  })

  test('is locked until the run in front is committed: nobody is stored, and overtaken, in between', async () => {
    const queue = newId()
    const [first, second] = [newId(), newId()]
    const client = await flushing.$client.connect()
    try {
      await client.query('BEGIN')
      await store.startWithin(client, {
        epoch: await epoch(),
        newRuns: [unstored({ id: first, queue, queue_width: 1 })],
      })
      const storing = store.start(unstored({ id: second, queue, queue_width: 1 }))
      await expect.poll(() => waitsForLock(), { timeout: 10_000 }).toBe(true)
      expect(await claim(second)).toEqual([])
      await client.query('COMMIT')
      expect(await storing).toBe(true)
      expect(await claim(second)).toEqual([])
      expect(await claim(first)).toEqual([first])
    } finally {
      client.release()
    }
  })
})

test('an event starts no second run, also when its run has been deleted long ago', async () => {
  const event = { trigger_id: newId(), event_key: 'order 7' }
  const first = unstored({ ...event, status: 'failed', ended_at: new Date().toISOString() })
  expect(await store.start(first)).toBe(true)
  await db.delete(runs).where(eq(runs.id, first.row.id))
  expect(await store.start(unstored(event))).toBe(false)
})

test('steps are numbered in the order in which they were written down', async () => {
  const run = unstored(heldBy(worker))
  await store.start(run)
  const held = { id: run.row.id, leaseOwner: worker, leaseToken: 1, lastSeq: 1 }
  const at = new Date()
  for (const nodeId of ['b', 'a'])
    store.note(held, { place: { nodeId, path: '' }, step: { status: 'started', attempt: 1, at, input: {} } })
  await store.durable(held)
  store.note(held, {
    place: { nodeId: 'b', path: '' },
    step: { status: 'cancelled', attempt: 1, at, endedAt: at, input: {} },
  })
  await store.durable(held)
  const rows = await db.select().from(steps).where(eq(steps.runId, held.id)).orderBy(steps.seq)
  expect(rows.map(({ nodeId, seq }) => `${nodeId} ${seq}`)).toEqual(['start 1', 'a 3', 'b 4'])
})

describe('a look of a trigger', () => {
  test.each([
    ['was overtaken by another process', { leaseToken: 2 }],
    ['goes on while the trigger is switched off', { enabled: false }],
    ['goes on while the trigger is paused', { pausedAt: new Date() }],
  ])('that %s moves no cursor and starts nothing', async (_, change) => {
    const id = await armed()
    await db.update(triggers).set(change).where(eq(triggers.id, id))
    const run = unstored({ trigger_id: id, event_key: 'post 1' })
    const move = { id, cursor: 'older', last_at: null, next_at: null, lease_token: 1 }
    const { kept } = await store.keep(id, { move, newRuns: [run] })
    expect([...kept]).toEqual([])
    const [trigger] = await db.select().from(triggers).where(eq(triggers.id, id))
    expect(trigger).toMatchObject({ cursor: 'newer', leaseOwner: worker })
    // The event is not lost: the next look finds it again.
    await db.update(triggers).set({ leaseToken: 1, enabled: true, pausedAt: null }).where(eq(triggers.id, id))
    expect([...(await store.keep(id, { move, newRuns: [run] })).kept]).toEqual([run.row.id])
  })
})

test('a stop is there for whoever claims or holds a run, although nobody heard that it was said', async () => {
  const [parked, held] = [unstored({ status: 'waiting' }), unstored(heldBy(worker))]
  for (const run of [parked, held]) await store.start(run)
  for (const { row } of [parked, held]) expect(await cancelRun(db.$client, row.id)).toBe(true)
  expect(await claim(parked.row.id)).toEqual([parked.row.id])
  expect((await readStops([parked.row.id, held.row.id, newId()])).toSorted()).toEqual(
    [parked.row.id, held.row.id].toSorted(),
  )
})

test('a run that has ended is stopped with what it has called', async () => {
  const root = unstored({ status: 'failed', ended_at: new Date().toISOString() })
  const called = unstored({ parent_run: root.row.id, root_run: root.row.id })
  for (const run of [root, called]) await store.start(run)
  expect(await cancelRun(db.$client, root.row.id)).toBe(true)
  expect(await readStops([root.row.id, called.row.id])).toEqual([called.row.id])
  expect(await cancelRun(db.$client, newId())).toBe(false)
})

test('of two steps that found the same post, one has it', async () => {
  const run = unstored(heldBy(worker))
  await store.start(run)
  const { id } = run.row
  const accountId = newId()
  const intended = (nodeId: string) => ({
    ...{ runId: id, nodeId, attempt: 1, connectionId: newId(), accountId, what: 'post', summary: '' },
    ...{ status: 'intended' as const, intendedAt: new Date() },
  })
  await db.insert(postLedger).values([intended('a'), intended('b')])
  const claimBy = (nodeId: string, leaseToken = 1) =>
    claimOutside(db.$client, {
      run: { id, leaseOwner: worker, leaseToken },
      place: { nodeId, path: '' },
      attempt: 1,
      accountId,
      externalId: '7',
    })
  expect(await claimBy('a', 0)).toBe(false)
  const both = await Promise.all([claimBy('a'), claimBy('b')])
  expect(both.filter((isOurs) => isOurs)).toHaveLength(1)
  const rows = await db.select().from(postLedger).where(eq(postLedger.accountId, accountId))
  expect(rows.filter(({ externalId }) => externalId === '7')).toHaveLength(1)
})

async function armed() {
  const flowId = newId()
  await db
    .insert(flows)
    .values({ id: flowId, name: 'Mentions', draft: { format: 'tailorbird.flow/2', nodes: [], edges: [] } })
  const [row] = await db
    .insert(triggers)
    .values({
      ...{ flowId, environment: 'production', nodeId: 'start', versionId: newId(), type: 'x.new-post', source: 'poll' },
      ...{ enabled: true, cursor: 'newer', leaseOwner: worker, leaseToken: 1 },
    })
    .returning()
  if (!row) throw new Error('no trigger was stored')
  return row.id
}

async function readStops(runIds: string[]) {
  return [...(await readMessages(db, runIds))].flatMap(([id, { isStopped }]) => (isStopped ? [id] : []))
}

async function epoch() {
  const { rows } = await db.$client.query<{ value: string }>(`SELECT value FROM epochs WHERE name = 'triggers'`)
  return Number(rows[0]?.value)
}

async function waitsForLock() {
  const { rows } = await db.$client.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
  return rows.length > 0
}

describe('when the answer of a commit gets lost', () => {
  test('a new run is kept, and neither it nor its event is taken for another', async () => {
    const proxy = await cuttingProxy(database.url)
    const through = connect(proxy.url, { max: 2, settings: FLUSH_SETTINGS })
    try {
      const cut = new RunStore(through.$client)
      await cut.start(unstored())
      proxy.loseNextAnswer()
      const run = unstored({ ...heldBy(worker), trigger_id: newId(), event_key: 'once' })
      expect(await cut.start(run)).toBe(true)
      expect(proxy.lost()).toBe(1)
      expect(await db.$count(runs, eq(runs.id, run.row.id))).toBe(1)
      proxy.loseNextAnswer()
      const lease = { id: run.row.id, leaseOwner: worker, leaseToken: 1 }
      await cut.change(lease, { status: 'succeeded', release: true, ended_at: new Date().toISOString() })
      expect(proxy.lost()).toBe(2)
      // Nobody holds it any more, and what is said under the old lease is refused as ever.
      await expect(cut.change(lease, { status: 'queued', release: true })).rejects.toThrow('held by another')
    } finally {
      await through.$client.end()
      await proxy.close()
    }
  })
})

test('runs that wait for their turn take nobody else the place of being found', async () => {
  const at = new Date(Date.now() - 120_000).toISOString()
  const crowd = Array.from({ length: 1_500 }, () => unstored({ queue: 'crowd', queue_width: 1, started_at: at }))
  await Promise.all(crowd.map((run) => store.start(run)))
  const lost = unstored({ started_at: at })
  await store.start(lost)
  await db.$client.query('SELECT graphile_worker.remove_job(key) FROM graphile_worker.jobs')
  await requeueLost(db.$client)
  const { rows } = await db.$client.query('SELECT FROM graphile_worker.jobs WHERE key = $1', [lost.row.id])
  expect(rows).toHaveLength(1)
})

/** Stands between a process and Postgres. On demand it hands on the next question, waits until its answer is there, and
 *  closes the connection instead of handing that on. */
async function cuttingProxy(databaseUrl: string) {
  const target = new URL(databaseUrl)
  let isArmed = false
  let lost = 0
  const server = createServer((client) => {
    const upstream = createConnection(Number(target.port), target.hostname)
    let isCutting = false
    client.on('data', (data) => {
      isCutting = isArmed
      isArmed = false
      upstream.write(data)
    })
    upstream.on('data', (data) => {
      if (!isCutting) client.write(data)
      else if (isReady(data)) {
        lost++
        client.destroy()
        upstream.destroy()
      }
    })
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    loseNextAnswer() {
      isArmed = true
    },
    lost: () => lost,
    async close() {
      server.close()
      await once(server, 'close')
    },
  }
}

/** Whether Postgres has said that it is ready for the next question: what came before is committed. */
const isReady = (data: Buffer) => data.subarray(-6).equals(Buffer.from([0x5a, 0, 0, 0, 5, 0x49]))
