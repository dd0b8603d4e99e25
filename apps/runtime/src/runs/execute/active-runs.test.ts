import { newId } from '@tailorbird/db/columns'
import { type Database, connect } from '@tailorbird/db/database'
import { Listener } from '@tailorbird/db/listener'
import { flows, versions } from '@tailorbird/db/schema/flows'
import { runs, steps } from '@tailorbird/db/schema/runs'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { Failure } from '@tailorbird/flow/node/failure'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '../../../../../test/support/database.ts'
import { graphOf, node } from '../../../../../test/support/story.ts'
import { AccountPacer } from '../../accounts/slots/account-pacer.ts'
import { newRun } from '../start/new-run.ts'
import { runRequest } from '../start/run-request.ts'
import { recordFiles } from '../step-services/record-files.ts'
import { cancelRun } from '../store/cancel-run.ts'
import { FLUSH_SETTINGS } from '../store/flush.ts'
import { reclaimOrphaned } from '../store/reclaim-runs.ts'
import { RunStore } from '../store/run-store.ts'
import { ActiveRuns } from './active-runs.ts'
import { VersionCache } from './version-cache.ts'

let database: TestDatabase
let db: Database
let flushing: Database
let listener: Listener

beforeAll(async () => {
  database = await freshDatabase()
  db = connect(database.url)
  flushing = connect(database.url, { max: 2, settings: FLUSH_SETTINGS })
  listener = new Listener(database.url)
  await listener.start()
})
afterAll(async () => {
  await listener.close()
  await Promise.all([db.$client.end(), flushing.$client.end()])
  await database.drop()
})

const graph = graphOf(
  [
    node('start', 'start.manual', {}),
    node('post', 'x.create-post', { account: { fixed: 'x' }, text: { fixed: 'Hello' } }),
  ],
  ['start -> post'],
)

/** A process that executes runs. Each waits for its account until it is let go, and then fails. */
function openProcess() {
  const store = new RunStore(flushing.$client)
  const log = pino({ level: 'silent' })
  const workerId = newId()
  const asked: PromiseWithResolvers<never>[] = []
  const active = new ActiveRuns({
    ...{ db, store, log, files: recordFiles(db), versions: new VersionCache(db), concurrency: 10 },
    workerId: () => workerId,
    pacer: new AccountPacer({ pool: db.$client, listener, log }),
    services() {
      throw new Error('These nodes use nothing of the runtime.')
    },
    rested: async () => {},
    ended: async () => {},
    openGrant() {
      const grant = Promise.withResolvers<never>()
      asked.push(grant)
      return grant.promise
    },
  })
  const letGo = () => asked.at(-1)?.reject(new Failure({ code: 'test', message: 'The account is gone.' }))
  const stored = async () => {
    const [flowId, versionId] = [newId(), newId()]
    await db.insert(flows).values({ id: flowId, name: 'Hello', draft: graph })
    await db.insert(versions).values({ id: versionId, flowId, number: 1, graph })
    const row = { id: null, flowId, versionId, environment: 'production', nodeId: 'start' }
    const request = runRequest({ row, index: indexGraph(graph) }, { output: {}, cause: 'By hand' })
    const { newRun: unstored, claimed } = newRun(request, { workerId, hasCapacity: true })
    await store.start(unstored)
    if (!claimed) throw new Error('The run is not held.')
    return claimed
  }
  return { active, asked, letGo, stored }
}

const statusOf = async (id: string) => (await db.select().from(runs).where(eq(runs.id, id)))[0]?.status

test('a run that is stopped while it waits for its turn begins nothing, although no notification came', async () => {
  const { active, asked, letGo, stored } = openProcess()
  const [first, second] = [await stored(), await stored()]
  active.executeInTurn('mentions', [first, second])
  await expect.poll(() => asked.length).toBe(1)
  await cancelRun(db.$client, second.id)
  await active.readMessages()
  letGo()
  await expect.poll(() => statusOf(second.id)).toBe('cancelled')
  expect(await statusOf(first.id)).toBe('failed')
  expect(asked).toHaveLength(1)
})

test('a run that is stopped before this process has claimed it is claimed, and ended', async () => {
  const { active, asked, stored } = openProcess()
  const run = await stored()
  await db.update(runs).set({ status: 'queued', leaseOwner: null }).where(eq(runs.id, run.id))
  await cancelRun(db.$client, run.id)
  await active.claim(run.id)
  await expect.poll(() => statusOf(run.id)).toBe('cancelled')
  expect(asked).toHaveLength(0)
})

test('a process that was declared dead writes nothing about the runs it held, and another goes on with them', async () => {
  const { active, asked, letGo, stored } = openProcess()
  const run = await stored()
  const executed = active.execute(run)
  await expect.poll(() => asked.length).toBe(1)
  active.abandon()
  letGo()
  await executed
  expect(await statusOf(run.id)).toBe('running')
  const written = await db.select().from(steps).where(eq(steps.runId, run.id))
  expect(written.map(({ nodeId, status }) => `${nodeId} ${status}`)).not.toContain('post cancelled')
  expect(await reclaimOrphaned(db.$client)).toBe(1)
  expect(await statusOf(run.id)).toBe('queued')
})
