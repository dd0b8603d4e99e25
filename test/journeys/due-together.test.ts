import { newId } from '@tailorbird/db/columns'
import { type Database, connect } from '@tailorbird/db/database'
import { Listener } from '@tailorbird/db/listener'
import { deployments, flows, triggers, versions } from '@tailorbird/db/schema/flows'
import { runs, steps } from '@tailorbird/db/schema/runs'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { type StartedRunner, startRunner } from '@tailorbird/runtime/process/start-runner'
import { eq } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runRequest } from '@tailorbird/runtime/runs/start/run-request'
import { type TestDatabase, freshDatabase } from '../support/database.ts'
import { graphOf, node } from '../support/story.ts'

const set = node('set', 'data.set-values', { values: { fixed: [{ key: 'a', kind: 'text', value: { fixed: 'A' } }] } })

describe('many at the same time', () => {
  let database: TestDatabase
  let db: Database
  const close = new AsyncDisposableStack()

  beforeAll(async () => {
    database = close.use(await freshDatabase())
    db = connect(database.url, { max: 20 })
    close.defer(() => db.$client.end())
  })
  afterAll(() => close.disposeAsync())

  async function open(concurrency = 1000): Promise<StartedRunner> {
    const listener = new Listener(database.url)
    await listener.start()
    close.defer(() => listener.close())
    const runner = await startRunner({
      ...{ db, databaseUrl: database.url, listener, log: pino({ level: 'warn' }), concurrency, pollFloorSeconds: 1 },
      openGrant: () => Promise.reject(new Error('There is nothing to open.')),
    })
    close.defer(() => runner.stop())
    return runner
  }

  test('1,200 schedules that are due together fire once each, whichever process takes them, and as their authors chose', async () => {
    const hourAgo = new Date(Date.now() - 3_600_000)
    const made = Array.from({ length: 1200 }, (_, index) => {
      const isMissed = index % 3 === 0
      // Every third was due an hour ago and nobody was there: half of these are to be run all the same.
      const moment = isMissed ? hourAgo : new Date(Date.now() - 1000)
      const missed = index % 2 === 0 ? 'skip' : 'once'
      const schedule = { timeZone: 'UTC', every: 'once', moment: moment.toISOString() }
      const graph = graphOf(
        [node('start', 'start.schedule', { schedule: { fixed: schedule }, missed: { fixed: missed } }), set],
        ['start -> set'],
      )
      return { flow: newId(), version: newId(), trigger: newId(), graph, fires: !isMissed || missed === 'once', moment }
    })
    for (let at = 0; at < made.length; at += 400) {
      const some = made.slice(at, at + 400)
      const environment = 'production'
      await db.insert(flows).values(some.map(({ flow, graph }) => ({ id: flow, name: 'Due', draft: graph })))
      await db
        .insert(versions)
        .values(some.map(({ flow, version, graph }) => ({ id: version, flowId: flow, number: 1, graph })))
      await db
        .insert(deployments)
        .values(some.map(({ flow, version }) => ({ flowId: flow, environment, versionId: version, enabled: true })))
      await db.insert(triggers).values(
        some.map(({ flow, version, trigger, moment }) => ({
          ...{ id: trigger, flowId: flow, environment, nodeId: 'start', versionId: version, type: 'start.schedule' },
          ...{ source: 'schedule' as const, enabled: true, nextAt: moment },
          cursor: new Date(moment.getTime() - 60_000).toISOString(),
        })),
      )
    }
    const runners = [await open(), await open()]
    // The clock does not hold up whoever begins.
    await Promise.all(runners.map((runner) => runner.begin()))
    const wanted = made.filter(({ fires }) => fires).map(({ flow }) => flow)
    await expect
      .poll(async () => (await db.select().from(triggers)).filter(({ nextAt }) => nextAt !== null).length, {
        timeout: 60_000,
      })
      .toBe(0)
    await expect
      .poll(async () => (await db.select().from(runs).where(eq(runs.status, 'succeeded'))).length, { timeout: 60_000 })
      .toBe(wanted.length)
    const all = await db.select().from(runs)
    expect(all.map(({ flowId }) => flowId).toSorted()).toEqual(wanted.toSorted())
  })

  test('runs that find no room go through the queue, and each is walked once', async () => {
    const runner = await open(5)
    await runner.begin()
    const [flowId, versionId] = [newId(), newId()]
    const graph = graphOf([node('start', 'start.manual', {}), set], ['start -> set'])
    await db.insert(flows).values({ id: flowId, name: 'Crowd', draft: graph })
    await db.insert(versions).values({ id: versionId, flowId, number: 1, graph })
    const row = { id: newId(), flowId, versionId, environment: 'production', nodeId: 'start' }
    const request = (eventKey: string) =>
      runRequest({ row, index: indexGraph(graph) }, { output: {}, eventKey, cause: 'By hand' })
    await Promise.all(Array.from({ length: 300 }, (_, index) => runner.startRun(request(`${index}`))))
    const ended = () => db.select().from(runs).where(eq(runs.flowId, flowId))
    await expect
      .poll(async () => (await ended()).filter(({ status }) => status === 'succeeded').length, { timeout: 60_000 })
      .toBe(300)
    for (const { leaseToken } of await ended()) expect(leaseToken).toBeLessThanOrEqual(2)
    await expect
      .poll(async () => (await db.$client.query('SELECT FROM graphile_worker.jobs')).rowCount, { timeout: 20_000 })
      .toBe(0)
  })

  test('a run that waits for nothing is on disk with its whole history when whoever started it hears of it', async () => {
    const runner = await open()
    const [flowId, versionId] = [newId(), newId()]
    const graph = graphOf([node('start', 'start.manual', {}), set], ['start -> set'])
    await db.insert(flows).values({ id: flowId, name: 'Brief', draft: graph })
    await db.insert(versions).values({ id: versionId, flowId, number: 1, graph })
    const row = { id: null, flowId, versionId, environment: 'production', nodeId: 'start' }
    const id = await runner.startRun(runRequest({ row, index: indexGraph(graph) }, { output: {}, cause: 'By hand' }))
    const [run] = await db.select().from(runs).where(eq(runs.id, id))
    expect(run).toMatchObject({ status: 'succeeded', leaseOwner: null, output: null })
    expect(run?.endedAt).toBeInstanceOf(Date)
    const history = await db.select().from(steps).where(eq(steps.runId, id))
    expect(history.map(({ nodeId, status }) => `${nodeId} ${status}`).toSorted()).toEqual([
      'set succeeded',
      'start succeeded',
    ])
  })
})
