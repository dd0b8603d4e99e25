import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { type Person, refusalOf, signUp } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { graphOf, makeAnnouncements, node, putToWork } from '../support/story.ts'

describe('people decide what is posted', () => {
  let house: House
  let ola: Person
  let tableId: string
  let flowId: string
  let sandbox: SandboxControl

  const graph = () =>
    graphOf(
      [
        node('start', 'records.created', { table: { fixed: tableId } }),
        node('ask', 'logic.approval', {
          title: { fixed: 'May this be posted?' },
          text: { parts: [{ pill: { node: 'start', path: ['record', 'title'] } }] },
          mayEdit: { fixed: true },
        }),
        node('post', 'x.create-post', {
          account: { fixed: 'x_message' },
          text: { parts: [{ pill: { node: 'ask', path: ['text'] } }] },
        }),
      ],
      ['start -> ask', 'ask approved-> post'],
    )

  beforeAll(async () => {
    ;({ house, ola, sandbox } = await openHouseStory())
    tableId = (await makeAnnouncements(ola)).id
    flowId = (await putToWork(ola, { name: 'Ask first', graph: graph() })).flow.id
  })
  afterAll(() => house?.stop())

  const posted = async (text: string) => (await sandbox.posts('tailorbird_hq')).filter((post) => post.text === text)
  const question = (text: string) =>
    eventually(async () => {
      const found = (await ola.api.approvals.list({})).approvals.find((approval) => approval.text === text)
      if (!found) throw new Error('Nobody is asked yet.')
      return found
    })
  const ask = async (title: string) => {
    await ola.api.records.create({ tableId, values: { title } })
    return question(title)
  }
  const ended = (id: string, status: string) =>
    eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe(status), 20)

  test('approved with another text: that text is posted, and the first answer counts', async () => {
    const { id, runId, postsAs } = await ask('Hello wrold')
    expect(postsAs).toEqual([{ alias: 'x_message', account: expect.objectContaining({ username: 'tailorbird_hq' }) }])
    const tooLong = ola.api.approvals.answer({ id, approved: true, text: 'x'.repeat(281) })
    expect(await refusalOf(tooLong)).toMatchObject({ status: 422, errors: [{ path: 'text' }] })
    const answered = await ola.api.approvals.answer({ id, approved: true, text: 'Hello world', note: 'A slip' })
    expect(answered).toMatchObject({
      status: 'approved',
      answer: { text: 'Hello world', note: 'A slip', by: 'Ola Owner' },
    })
    await ended(runId, 'succeeded')
    expect(await posted('Hello world')).toHaveLength(1)
    const again = await refusalOf(ola.api.approvals.answer({ id, approved: false }))
    expect(again).toMatchObject({ status: 409, detail: expect.stringContaining('Ola Owner approved this already') })
  })

  test('of many answers at once exactly one counts', async () => {
    const { id, runId } = await ask('All at once')
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => ola.api.approvals.answer({ id, approved: index % 2 === 0 })),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await ended(runId, 'succeeded')
    const { status } = await ola.api.approvals.get({ id })
    expect(await posted('All at once')).toHaveLength(status === 'approved' ? 1 : 0)
  })

  test('rejected: nothing is posted', async () => {
    const { id, runId } = await ask('Better not')
    await ola.api.approvals.answer({ id, approved: false, note: 'No.' })
    await ended(runId, 'succeeded')
    expect(await posted('Better not')).toEqual([])
    expect((await ola.api.approvals.list({ status: 'answered', runId })).approvals).toMatchObject([{ id }])
  })

  test('a run that is stopped ends soon and withdraws what it asked', async () => {
    const { id, runId } = await ask('Never mind')
    await ola.api.runs.cancel({ id: runId })
    await ended(runId, 'cancelled')
    expect(await ola.api.approvals.get({ id })).toMatchObject({ status: 'withdrawn' })
    expect((await refusalOf(ola.api.approvals.answer({ id, approved: true }))).status).toBe(409)
  })

  test('when time is up nobody can answer any more', async () => {
    const { id } = await ask('Too late')
    const client = new Client({ connectionString: house.databaseUrl })
    await client.connect()
    await client.query(`UPDATE approvals SET expires_at = now() - interval '1 second' WHERE id = $1`, [id])
    await client.end()
    expect(await refusalOf(ola.api.approvals.answer({ id, approved: true }))).toMatchObject({
      status: 409,
      type: 'tailorbird:approval-expired',
    })
    expect(await ola.api.approvals.get({ id })).toMatchObject({ status: 'expired', answer: null })
  })

  test('a test run asks too, and posts as the account of its environment', async () => {
    const event = { sample: { record: { title: 'From a test' } } }
    const run = await ola.api.runs.test({ flowId, graph: graph(), event })
    const { id } = await question('From a test')
    expect(await ola.api.approvals.answer({ id, approved: true })).toMatchObject({ test: true, runId: run.id })
    await ended(run.id, 'succeeded')
    expect((await sandbox.posts('tailorbird_dev')).map(({ text }) => text)).toContain('From a test')
  })

  test('killed after the answer was given: it still counts', async () => {
    const { id, runId } = await ask('Over a crash')
    const answering = ola.api.approvals.answer({ id, approved: true })
    await answering
    await house.kill9()
    await house.restart()
    ola = await signUp(house.url, undefined)
    await ended(runId, 'succeeded')
    expect(await posted('Over a crash')).toHaveLength(1)
  }, 60_000)
})
