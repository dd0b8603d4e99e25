import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import type { Person } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { makeAnnouncements, putToWork, simpleGraph } from '../support/story.ts'

const FREE = { perDay: null, secondsBetween: null, atOnce: null }

describe('what an account may post', () => {
  let house: House
  let ola: Person
  let sandbox: SandboxControl
  let id: string
  let tableId: string
  let flowId: string
  let count = 0

  beforeAll(async () => {
    const story = await openHouseStory()
    ;({ house, ola, sandbox } = story)
    id = story.x?.production.account.id ?? ''
    tableId = (await makeAnnouncements(ola)).id
    const name = 'Announces'
    flowId = (await putToWork(ola, { name, graph: simpleGraph(tableId) })).flow.id
  })
  afterAll(async () => {
    await house?.stop()
  })

  /** Creates so many records, each of which wants to be posted. Returns what they say. */
  async function announce(howMany: number): Promise<string[]> {
    const titles = Array.from({ length: howMany }, () => `News ${++count}`)
    for (const title of titles) await ola.api.records.create({ tableId, values: { title } })
    return titles
  }

  /** The same, each after the one before has come to rest: who is in line stands there in this order. */
  async function announceInOrder(howMany: number): Promise<string[]> {
    const titles = []
    for (let each = 0; each < howMany; each++) {
      titles.push(...(await announce(1)))
      await eventually(async () => {
        const [run] = (await ola.api.runs.list({ flowId })).runs
        expect(['waiting', 'succeeded']).toContain(run?.status)
        expect((await ola.api.runs.list({ flowId })).runs).toHaveLength(count)
      })
    }
    return titles
  }

  const posts = async () => (await sandbox.posts('tailorbird_hq')).map(({ text }) => text).toReversed()
  const account = async () => {
    const found = (await ola.api.accounts.list({})).find((candidate) => candidate.id === id)
    if (!found) throw new Error('The account is not listed.')
    return found
  }
  const waiting = (howMany: number) => eventually(async () => expect((await account()).waiting).toBe(howMany))
  /** The latest posts are these, in any order: without a limit that makes them queue, runs overtake each other. */
  const posted = (titles: string[]) =>
    eventually(async () => expect((await posts()).slice(-titles.length).toSorted()).toEqual(titles.toSorted()), 30)
  const postedInOrder = (titles: string[]) =>
    eventually(async () => expect((await posts()).slice(-titles.length)).toEqual(titles), 30)
  /** Milliseconds between the arrivals of the latest posts. */
  async function gaps(howMany: number) {
    const at = (await sandbox.requests())
      .filter(({ method, path, status }) => method === 'POST' && path === '/2/tweets' && status === 201)
      .slice(-howMany)
      .map((request) => request.at)
    return at.slice(1).map((time, index) => time - (at[index] ?? 0))
  }

  /** What the latest run says about its post. */
  async function lastStep() {
    const [run] = (await ola.api.runs.list({ flowId })).runs
    const { steps } = await ola.api.runs.get({ id: run?.id ?? '' })
    return steps.find(({ nodeId }) => nodeId === 'post')
  }

  test('paused, it posts nothing and loses nothing; then all goes on in its order', async () => {
    await ola.api.accounts.pause({ id, why: 'The office is on fire.' })
    const titles = await announce(3)
    await waiting(3)
    expect(await posts()).toEqual([])
    await eventually(async () =>
      expect(await lastStep()).toMatchObject({
        status: 'waiting',
        park: { reason: 'account', until: null },
        failure: { code: 'account.paused', message: expect.stringContaining('The office is on fire.') },
      }),
    )
    expect((await account()).paused).toMatchObject({ by: 'Ola Owner', why: 'The office is on fire.' })
    await ola.api.accounts.resume({ id, waiting: 'send' })
    await posted(titles)
    // A post is on X a moment before its run has ended.
    await eventually(async () => expect(await account()).toMatchObject({ paused: null, waiting: 0, postsLastDay: 3 }))
  })

  test('what waited can be dropped instead', async () => {
    const before = await posts()
    await ola.api.accounts.pause({ id })
    await announce(2)
    await waiting(2)
    await ola.api.accounts.resume({ id, waiting: 'stop' })
    await waiting(0)
    const [news] = await announce(1)
    await posted([news ?? ''])
    expect(await posts()).toEqual([...before, news])
  })

  test('as many a day as it may, what was posted before the limit included; the next is told when', async () => {
    const before = await posts()
    const { postsLastDay } = await account()
    await ola.api.accounts.limit({ id, ...FREE, perDay: postsLastDay + 2 })
    const titles = await announce(4)
    await waiting(2)
    await eventually(async () => expect(await posts()).toHaveLength(before.length + 2))
    const { nextAt } = await account()
    expect(new Date(nextAt ?? 0).getTime() - Date.now()).toBeGreaterThan(23 * 3600_000)
    await eventually(async () => expect(await lastStep()).toMatchObject({ failure: { code: 'account.per-day' } }))
    await ola.api.accounts.limit({ id, ...FREE })
    await posted(titles)
  })

  test('lets time pass between two posts, first come, first served', async () => {
    await ola.api.accounts.limit({ id, ...FREE, secondsBetween: 1 })
    const titles = await announceInOrder(4)
    await postedInOrder(titles)
    expect(Math.min(...(await gaps(4)))).toBeGreaterThan(900)
    await ola.api.accounts.limit({ id, ...FREE })
  })

  test('so many on their way at once, the next as soon as one is done', async () => {
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 400, times: 5 })
    await ola.api.accounts.pause({ id })
    const titles = await announceInOrder(5)
    await ola.api.accounts.limit({ id, ...FREE, atOnce: 1 })
    await ola.api.accounts.resume({ id, waiting: 'send' })
    await postedInOrder(titles)
    expect(Math.min(...(await gaps(5)))).toBeGreaterThan(390)
    await ola.api.accounts.limit({ id, ...FREE })
  })

  test('a rate limit of X holds back all flows of the account until X takes more', async () => {
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '429', resetSeconds: 5, times: 1 })
    const before = (await sandbox.requests()).filter(({ path }) => path === '/2/tweets').length
    const [first = ''] = await announce(1)
    await eventually(async () => expect((await account()).held).not.toBeNull())
    const others = await announce(3)
    await waiting(3)
    expect((await sandbox.requests()).filter(({ path }) => path === '/2/tweets').length).toBe(before + 1)
    await eventually(async () => expect(await lastStep()).toMatchObject({ failure: { code: 'account.rate-limit' } }))
    await posted([first, ...others])
  })

  test('an account that X has locked stops by itself; nothing fails and nothing is lost', async () => {
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'locked', times: 1 })
    const titles = await announce(1)
    await eventually(async () => expect((await account()).paused).toMatchObject({ by: null }))
    titles.push(...(await announce(1)))
    await waiting(2)
    await ola.api.accounts.resume({ id, waiting: 'send' })
    await posted(titles)
    const runs = (await ola.api.runs.list({ flowId })).runs
    expect(runs.filter(({ status }) => status === 'failed')).toEqual([])
  })

  test('says which limit cannot be', async () => {
    await expect(ola.api.accounts.limit({ id, ...FREE, perDay: 0 })).rejects.toThrow()
    await expect(ola.api.accounts.pause({ id: '99' })).rejects.toMatchObject({ problem: { status: 404 } })
  })
})
