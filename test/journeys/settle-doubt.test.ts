import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { leaveInDoubt } from '../support/leave-in-doubt.ts'
import { type Person, refusalOf } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { makeAnnouncements, putToWork, simpleGraph } from '../support/story.ts'

describe('a person settles what nobody can tell', () => {
  let house: House
  let ola: Person
  let tableId: string
  let runId: string
  let title: string
  let sandbox: SandboxControl

  beforeAll(async () => {
    ;({ house, ola, sandbox } = await openHouseStory())
    tableId = (await makeAnnouncements(ola)).id
    await putToWork(ola, { name: 'Announce', graph: simpleGraph(tableId) })
  })
  afterAll(() => house?.stop())

  /** A run whose post is in doubt. */
  beforeEach(async () => {
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '429', times: 1, resetSeconds: 3600 })
    title = `In doubt ${Date.now()}`
    await ola.api.records.create({ tableId, values: { title } })
    runId = await eventually(async () => {
      const [run] = (await ola.api.runs.list({ status: 'waiting' })).runs
      if (run?.park?.reason !== 'rate limit') throw new Error('The run is not parked yet.')
      return run.id
    })
    await leaveInDoubt(house, ola, { runId, text: title })
  })

  const ended = (status: string) =>
    eventually(async () => expect((await ola.api.runs.get({ id: runId })).run.status).toBe(status))
  const posted = async () => (await sandbox.posts('tailorbird_hq')).filter(({ text }) => text === title)

  test('it is there: the run goes on with the id that was found, and nothing is sent', async () => {
    await ola.api.runs.settle({ id: runId, nodeId: 'post', verdict: { happened: true, says: { post: '1234567890' } } })
    await ended('succeeded')
    const { steps } = await ola.api.runs.get({ id: runId })
    expect(steps.find(({ nodeId }) => nodeId === 'post')?.output).toMatchObject({
      id: '1234567890',
      url: `${house.sandboxUrl}/@tailorbird_hq#post-1234567890`,
    })
    expect(await posted()).toEqual([])
  })

  test('it is not there: sent again, once', async () => {
    await ola.api.runs.settle({ id: runId, nodeId: 'post', verdict: { happened: false, then: 'send again' } })
    await ended('succeeded')
    expect(await posted()).toHaveLength(1)
  })

  test('it is not there and shall not be: the run fails, and says who decided', async () => {
    await ola.api.runs.settle({ id: runId, nodeId: 'post', verdict: { happened: false, then: 'fail' } })
    await ended('failed')
    expect(await posted()).toEqual([])
    const again = await refusalOf(
      ola.api.runs.settle({ id: runId, nodeId: 'post', verdict: { happened: false, then: 'send again' } }),
    )
    expect(again.status).toBe(409)
  })

  test('stopped meanwhile: it is not run again before somebody has looked, and then posts once', async () => {
    await ola.api.runs.cancel({ id: runId })
    await ended('cancelled')
    const refused = await refusalOf(ola.api.runs.rerun({ id: runId, from: 'failed' }))
    expect(refused).toMatchObject({ status: 409, type: 'tailorbird:in-doubt' })
    await ola.api.runs.settle({ id: runId, nodeId: 'post', verdict: { happened: false, then: 'send again' } })
    await ended('cancelled')
    expect(await posted()).toEqual([])
    runId = (await ola.api.runs.rerun({ id: runId, from: 'failed' })).id
    await ended('succeeded')
    expect(await posted()).toHaveLength(1)
  })

  test('stopped while X was being looked at: a re-run waits for a person too', async () => {
    const client = new Client({ connectionString: house.databaseUrl })
    await client.connect()
    await client.query(
      `UPDATE steps SET status = 'waiting', park_reason = 'verifying', park_until = now() + interval '1 hour' WHERE run_id = $1 AND node_id = 'post'`,
      [runId],
    )
    await client.end()
    await ola.api.runs.cancel({ id: runId })
    await ended('cancelled')
    const refused = await refusalOf(ola.api.runs.rerun({ id: runId, from: 'failed' }))
    expect(refused.type).toBe('tailorbird:in-doubt')
    await ola.api.runs.settle({ id: runId, nodeId: 'post', verdict: { happened: true, says: { post: '42' } } })
    runId = (await ola.api.runs.rerun({ id: runId, from: 'failed' })).id
    await ended('succeeded')
    expect(await posted()).toEqual([])
  })
})
