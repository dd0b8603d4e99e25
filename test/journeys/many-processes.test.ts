import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import { startSecondServer } from '../support/second-server.ts'
import type { House } from '../support/house.ts'
import { type Person, signUp } from '../support/person.ts'
import type { Program } from '../support/program.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { letAllPost, makeAnnouncements, putToWork, simpleGraph } from '../support/story.ts'

let house: House
let ola: Person
let tableId: string
let other: Program
let otherUrl: string

beforeAll(async () => {
  ;({ house, ola } = await openHouseStory())
  tableId = (await makeAnnouncements(ola)).id
  await putToWork(ola, { name: 'Announce', graph: simpleGraph(tableId) })
  ;({ server: other, url: otherUrl } = await startSecondServer(house))
})
afterAll(async () => {
  await other?.stop()
  await house?.stop()
})

test('a run is seen live in one process while another walks it', async () => {
  const sandbox = sandboxControl(house.sandboxUrl)
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 1500, times: 1 })
  const elsewhere = await signUp(otherUrl, undefined)
  // Created there, so born there; watched here.
  await elsewhere.api.records.create({ tableId, values: { title: 'Seen from afar' } })
  const run = await eventually(async () => {
    const [latest] = (await ola.api.runs.list({})).runs
    expect(latest?.status).toBe('running')
    return latest
  })
  const stream = await ola.ask(`/api/runs/${run?.id}/events`)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const text = await stream.text()
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(
    ([, data = '']) => JSON.parse(data) as { run: { status: string }; steps: { nodeId: string; status: string }[] },
  )
  expect(events.at(0)?.run.status).toBe('running')
  expect(events.at(-1)?.run.status).toBe('succeeded')
  expect(events.at(-1)?.steps).toContainEqual(expect.objectContaining({ nodeId: 'post', status: 'succeeded' }))
})

test('a run is stopped from another process than the one that has it', async () => {
  const sandbox = sandboxControl(house.sandboxUrl)
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '429', times: 1, resetSeconds: 600 })
  const elsewhere = await signUp(otherUrl, undefined)
  await elsewhere.api.records.create({ tableId, values: { title: 'Never to be posted' } })
  const run = await eventually(async () => {
    const [latest] = (await ola.api.runs.list({ status: 'waiting' })).runs
    expect(latest).toBeDefined()
    return latest
  })
  await ola.api.runs.cancel({ id: run?.id ?? '' })
  await eventually(async () => expect((await ola.api.runs.get({ id: run?.id ?? '' })).run.status).toBe('cancelled'))
  expect((await sandbox.posts('tailorbird_hq')).map(({ text }) => text)).not.toContain('Never to be posted')
  await letAllPost(ola)
})

test('killed, its runs are taken over by the other in under ten seconds', async () => {
  const sandbox = sandboxControl(house.sandboxUrl)
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'timeout-after-commit', times: 1 })
  const elsewhere = await signUp(otherUrl, undefined)
  await elsewhere.api.records.create({ tableId, values: { title: 'Left behind' } })
  await eventually(async () =>
    expect((await sandbox.posts('tailorbird_hq')).map(({ text }) => text)).toContain('Left behind'),
  )
  await other.kill9()
  await eventually(async () => expect((await ola.api.runs.list({})).runs[0]?.status).toBe('succeeded'), 10)
  expect((await sandbox.posts('tailorbird_hq')).filter(({ text }) => text === 'Left behind')).toHaveLength(1)
})
