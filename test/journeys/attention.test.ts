import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { inDatabase } from '../support/in-database.ts'
import { type Person, visitor } from '../support/person.ts'
import { eventually } from '../support/sandbox-control.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

let house: House
let ola: Person

beforeAll(async () => {
  ;({ house, ola } = await openHouseStory())
})
afterAll(() => house?.stop())

const byHand = (id: string, type: string, params: Parameters<typeof node>[2]) =>
  graphOf([node('start', 'start.manual', {}), node(id, type, params)], [`start -> ${id}`])
const FAILS = byHand('stop', 'logic.stop', { outcome: { fixed: 'failure' }, message: { fixed: 'No title.' } })
const start = async (flowId: string) => (await ola.api.runs.start({ flowId, environment: 'production', input: {} })).id
const ended = (id: string, status: string) =>
  eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe(status), 20)
const wanted = async () => (await ola.api.attention.list({})).items

test('at first nothing wants anybody, and strangers are told nothing', async () => {
  expect(await ola.api.attention.list({})).toEqual({ items: [], seenAt: null })
  expect((await visitor(house.url).ask('/api/attention')).status).toBe(401)
})

test('failures stand there per flow until they have been seen; taken back, they are there again', async () => {
  const { flow } = await putToWork(ola, { name: 'Fails', graph: FAILS })
  const first = await start(flow.id)
  await ended(first, 'failed')
  const second = await start(flow.id)
  await ended(second, 'failed')
  const items = await wanted()
  expect(items).toMatchObject([{ kind: 'failures', flowName: 'Fails', count: 2, runId: second, message: 'No title.' }])
  const seen = await ola.api.attention.seen({ at: new Date().toISOString() })
  expect(seen.items).toEqual([])
  await ended(await start(flow.id), 'failed')
  expect(await wanted()).toMatchObject([{ kind: 'failures', count: 1 }])
  expect((await ola.api.attention.seen({ at: null })).items).toMatchObject([{ count: 3 }])
})

test('a failure that a repetition has mended is none any more', async () => {
  const { flow } = await putToWork(ola, { name: 'Mended', graph: FAILS })
  const run = await start(flow.id)
  await ended(run, 'failed')
  const mended = byHand('stop', 'logic.stop', { outcome: { fixed: 'success' } })
  const saved = await ola.api.flows.saveDraft({ id: flow.id, draft: mended, revision: flow.revision })
  await ola.api.flows.publish({ id: flow.id, revision: saved.revision })
  const again = await ola.api.runs.rerun({ id: run, from: 'start', version: 'latest' })
  await ended(again.id, 'succeeded')
  expect((await wanted()).map((item) => ('flowName' in item ? item.flowName : item.kind))).toEqual(['Fails'])
})

test('what waits for somebody is listed: a question, a paused trigger, an account, a step in doubt', async () => {
  const asks = byHand('ask', 'logic.approval', { title: { fixed: 'May this go out?' }, text: { fixed: 'Hello' } })
  await ended(await start((await putToWork(ola, { name: 'Asks', graph: asks })).flow.id), 'waiting')
  const { flow } = await putToWork(ola, { name: 'Rests', graph: FAILS })
  const [trigger] = await ola.api.triggers.list({ flowId: flow.id })
  await ola.api.triggers.pause({ id: trigger?.id ?? '' })
  const waits = byHand('wait', 'logic.wait', { mode: { fixed: 'duration' }, duration: { fixed: 600 } })
  const run = await start((await putToWork(ola, { name: 'Doubts', graph: waits })).flow.id)
  await ended(run, 'waiting')
  const { databaseUrl } = house
  // As X leaves them: a post that nobody can find or rule out, and a token that X has called invalid.
  await inDatabase(
    databaseUrl,
    `UPDATE steps SET status = 'in doubt', park_until = NULL WHERE run_id = $1 AND status = 'waiting'`,
    [run],
  )
  await inDatabase(
    databaseUrl,
    `UPDATE connections SET status = 'needs reconnect', trouble = 'X has ended it.' WHERE account_username = 'tailorbird_dev'`,
  )
  expect((await wanted()).filter(({ kind }) => kind !== 'failures')).toMatchObject([
    { kind: 'doubt', runId: run, flowName: 'Doubts' },
    { kind: 'approvals', count: 1, title: 'May this go out?' },
    { kind: 'connection', username: 'tailorbird_dev', why: 'X has ended it.' },
    { kind: 'trigger', flowName: 'Rests', why: 'Paused by Ola Owner.' },
  ])
})
