import type { FlowSettings } from '@tailorbird/flow/graph/graph'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import type { Person } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { graphOf, makeAnnouncements, node, putToWork, simpleGraph } from '../support/story.ts'

describe('how many runs, and how long', () => {
  let house: House
  let ola: Person
  let sandbox: SandboxControl
  let client: Client

  beforeAll(async () => {
    ;({ house, ola, sandbox } = await openHouseStory())
    client = new Client({ connectionString: house.databaseUrl })
    await client.connect()
  })
  afterAll(async () => {
    await client?.end()
    await house?.stop()
  })

  /** Posts of slow runs: when each began and ended, and about what, in the order of the runs. */
  async function spans(titles: string[], concurrency: FlowSettings['concurrency']) {
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 150, times: 99 })
    const tableId = (await makeAnnouncements(ola)).id
    const { flow } = await putToWork(ola, {
      name: `In turn ${tableId}`,
      graph: { ...simpleGraph(tableId), settings: { concurrency } },
    })
    for (const title of titles) await ola.api.records.create({ tableId, values: { title, body: 'x' } })
    const runs = await eventually(async () => {
      const found = (await ola.api.runs.list({ flowId: flow.id })).runs
      expect(found.map(({ status }) => status)).toEqual(titles.map(() => 'succeeded'))
      return found.toReversed()
    }, 30)
    await sandbox.clearFaults()
    return Promise.all(
      runs.map(async ({ id }, index) => {
        const step = (await ola.api.runs.get({ id })).steps.find(({ nodeId }) => nodeId === 'post')
        return { key: titles[index]?.[0], from: step?.startedAt ?? '', to: step?.endedAt ?? '' }
      }),
    )
  }

  test('runs of one key take turns, in order', async () => {
    const key = { pill: { node: 'start', path: ['record', 'body'] } }
    const all = await spans(['a1', 'a2', 'a3', 'a4'], { runs: 1, per: 'key', key })
    for (const [index, { from }] of all.entries()) expect(from >= (all[index - 1]?.to ?? '')).toBe(true)
  })

  test('of a flow at most two run at once', async () => {
    const all = await spans(['b1', 'b2', 'b3', 'b4', 'b5', 'b6'], { runs: 2, per: 'flow' })
    for (const { from } of all)
      expect(all.filter((other) => other.from <= from && from < other.to).length).toBeLessThan(3)
  })

  const timedOut = { status: 'failed', failure: { code: 'run.timed-out' } }
  const endOf = async (id: string, status: string) => {
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe(status))
    await client.query(`UPDATE runs SET deadline_at = now() WHERE id = $1`, [id])
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.endedAt).not.toBeNull(), 40)
    return (await ola.api.runs.get({ id })).run
  }

  test('a run that waits beyond its time is stopped', async () => {
    const wait = node('wait', 'logic.wait', { mode: { fixed: 'duration' }, duration: { fixed: 3600 } })
    const graph = graphOf([node('start', 'start.manual', {}), wait], ['start -> wait'])
    const { flow } = await putToWork(ola, { name: 'Waits', graph })
    const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production' })
    expect(await endOf(id, 'waiting')).toMatchObject(timedOut)
  }, 60_000)

  test('a run that hangs beyond its time is taken away', async () => {
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'timeout-before-commit', times: 1 })
    const post = node('post', 'x.create-post', { account: { fixed: 'x_message' }, text: { fixed: 'Hangs' } })
    const graph = graphOf([node('start', 'start.manual', {}), post], ['start -> post'])
    const { flow } = await putToWork(ola, { name: 'Hangs', graph })
    const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production' })
    expect(await endOf(id, 'running')).toMatchObject(timedOut)
  }, 60_000)
})
