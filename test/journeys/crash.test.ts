import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { type Person, signUp } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { makeAnnouncements, putToWork, simpleGraph } from '../support/story.ts'

let house: House
let ola: Person
let tableId: string
let sandbox: SandboxControl

beforeEach(async () => {
  ;({ house, ola, sandbox } = await openHouseStory())
  tableId = (await makeAnnouncements(ola)).id
  await putToWork(ola, { name: 'Announce', graph: simpleGraph(tableId) })
})
afterEach(() => house?.stop())

const create = (title: string) => ola.api.records.create({ tableId, values: { title } })
const callsUnderWay = async () =>
  (await sandbox.requests()).filter(({ method, path }) => method === 'POST' && path === '/2/tweets')

/** Kills the runtime while its call to X is under way, starts it again and returns what the account has posted in the end. */
async function killInTheMiddle(fault: string, title: string) {
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault, times: 1 })
  await create(title)
  await eventually(async () => expect(await callsUnderWay()).not.toEqual([]))
  await sleep(100)
  await house.kill9()
  await house.restart()
  const again = await signUp(house.url, undefined)
  const run = await eventually(async () => {
    const [latest] = (await again.api.runs.list({})).runs
    expect(latest?.status).toBe('succeeded')
    return latest
  }, 40)
  return { run, posts: await sandbox.posts('tailorbird_hq') }
}

test('killed after X has posted, before it answered: the run goes on, the post is there exactly once', async () => {
  const { posts } = await killInTheMiddle('timeout-after-commit', 'Posted, but nobody said so')
  expect(posts.map(({ text }) => text)).toEqual(['Posted, but nobody said so'])
  expect(await callsUnderWay()).toHaveLength(1)
})

test('killed before X has posted: the run goes on, the post is there exactly once', async () => {
  const { posts } = await killInTheMiddle('timeout-before-commit', 'Never arrived the first time')
  expect(posts.map(({ text }) => text)).toEqual(['Never arrived the first time'])
  expect(await callsUnderWay()).toHaveLength(2)
})

test('killed under load, every record has one run and every run one post', async () => {
  const titles = Array.from({ length: 60 }, (_, index) => `Number ${index} of sixty`)
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 300, times: 60 })
  const accepted: string[] = []
  // What is under way when the process dies is not accepted; nobody was told that it was.
  const creating = titles.map((title) =>
    create(title).then(
      () => accepted.push(title),
      () => undefined,
    ),
  )
  await sleep(350)
  await house.kill9()
  await Promise.all(creating)
  await sandbox.clearFaults()
  await house.restart()
  ola = await signUp(house.url, undefined)
  await eventually(async () => {
    const { runs } = await ola.api.runs.list({ limit: 200 })
    expect(runs.filter(({ status }) => status !== 'succeeded')).toEqual([])
    const records = await ola.api.records.list({ tableId, limit: 200 })
    expect(runs).toHaveLength(records.records.length)
  }, 30)
  const posted = (await sandbox.posts('tailorbird_hq')).map(({ text }) => text).toSorted()
  const records = (await ola.api.records.list({ tableId, limit: 200 })).records
    .map(({ values }) => String(values['title']))
    .toSorted()
  expect(posted).toEqual(records)
  expect(records).toEqual(expect.arrayContaining(accepted))
})

test('X drops the connection after posting: it is found, not posted again', async () => {
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'drop-after-commit', times: 1 })
  await create('Dropped after it was done')
  await eventually(async () => expect((await ola.api.runs.list({})).runs[0]?.status).toBe('succeeded'), 30)
  expect((await sandbox.posts('tailorbird_hq')).map(({ text }) => text)).toEqual(['Dropped after it was done'])
})

test('a rate limit parks the run until its reset, and then it posts', async () => {
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '429', times: 1, resetSeconds: 3 })
  await create('After the reset')
  await eventually(async () =>
    expect((await ola.api.runs.list({})).runs[0]).toMatchObject({ status: 'waiting', park: { reason: 'rate limit' } }),
  )
  await eventually(async () => expect((await ola.api.runs.list({})).runs[0]?.status).toBe('succeeded'), 20)
  expect(await sandbox.posts('tailorbird_hq')).toHaveLength(1)
})
