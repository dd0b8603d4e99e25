import type { Schedule } from '@tailorbird/flow/fields/schedule'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Person, refusalOf } from '../support/person.ts'
import { startProgram } from '../support/program.ts'
import { eventually } from '../support/sandbox-control.ts'
import { graphOf, makeAnnouncements, node, putToWork } from '../support/story.ts'
import { type TriggerStory, openTriggerStory, watching } from '../support/trigger-story.ts'

describe('triggers: by hand, paused, moved', () => {
  let story: TriggerStory
  let ola: Person
  let sandbox: TriggerStory['sandbox']

  beforeAll(async () => {
    story = await openTriggerStory()
    ;({ ola, sandbox } = story)
  })
  afterAll(() => story?.stop())

  const triggerOf = (flowId: string) => story.triggerOf(flowId)
  const runsOf = (flowId: string) => story.runsOf(flowId)

  test('Manual asks for its inputs', async () => {
    const inputs = [
      { key: 'title', label: 'Title', kind: 'text', required: true },
      { key: 'count', label: '', kind: 'number', required: false },
    ]
    const graph = graphOf([node('start', 'start.manual', { inputs: { fixed: inputs } })], [])
    const { flow } = await putToWork(ola, { name: 'By hand', graph })
    const start = (input: Record<string, string | number>, environment = 'production') =>
      ola.api.runs.start({ flowId: flow.id, environment, input })
    const run = await start({ title: 'Hi' })
    expect(run).toMatchObject({ cause: 'Started by Ola Owner', test: false, versionNumber: 1 })
    expect((await ola.api.runs.get({ id: run.id })).steps[0]?.output).toEqual({
      input: { title: 'Hi', count: null },
      by: 'Ola Owner',
    })
    const refused = await refusalOf(start({ count: 'many', other: 1 }))
    expect(refused.status).toBe(422)
    expect(refused.errors?.map(({ path }) => path)).toEqual(['input.title', 'input.count', 'input.other'])
    expect((await refusalOf(start({ title: 'Hi' }, 'development'))).status).toBe(409)
    const event = { sample: { input: {} } }
    const untested = await refusalOf(ola.api.runs.test({ flowId: flow.id, graph, event }))
    expect(untested.errors?.map(({ path }) => path)).toEqual(['event.sample.input.title'])
    expect((await triggerOf(flow.id)).lastRun?.id).toBe(run.id)
    expect((await triggerOf(flow.id)).lastAt).toBe(run.startedAt)
  })

  test('a paused record trigger lets records pass; a new version leaves it paused; enabling anew wakes it', async () => {
    const table = await makeAnnouncements(ola)
    const graph = graphOf([node('start', 'records.created', { table: { fixed: table.id } })], [])
    const { flow, version } = await putToWork(ola, { name: 'Paused', graph })
    const add = () => ola.api.records.create({ tableId: table.id, values: { title: 'A', publish: 'Yes' } })
    await add()
    const { id } = await triggerOf(flow.id)
    expect(await ola.api.triggers.pause({ id })).toMatchObject({ paused: { why: 'Paused by Ola Owner.' } })
    await add()
    const deploy = (enabled: boolean) =>
      ola.api.flows.deploy({ id: flow.id, environment: 'production', versionId: version.id, enabled })
    await deploy(true)
    expect((await triggerOf(flow.id)).paused).not.toBeNull()
    await add()
    expect(await runsOf(flow.id)).toHaveLength(1)
    expect((await ola.api.triggers.resume({ id })).paused).toBeNull()
    await add()
    expect(await runsOf(flow.id)).toHaveLength(2)
    await ola.api.triggers.pause({ id })
    await deploy(false)
    await deploy(true)
    await add()
    expect(await runsOf(flow.id)).toHaveLength(3)
    expect((await refusalOf(ola.api.triggers.setCursor({ id, cursor: '1' }))).status).toBe(409)
  })

  test('a poll keeps its place while it is paused, and can be sent back', async () => {
    const graph = graphOf([watching('maya_support')], [])
    const before = await sandbox.post('maya_support', 'Before')
    const { flow } = await putToWork(ola, { name: 'Watch', graph })
    await eventually(async () => expect((await triggerOf(flow.id)).cursor).toBe(before.id), 20)
    const { id } = await triggerOf(flow.id)
    await ola.api.triggers.pause({ id })
    const meanwhile = await sandbox.post('maya_support', 'Meanwhile')
    await ola.api.triggers.resume({ id })
    await eventually(async () => expect(await runsOf(flow.id)).toHaveLength(1), 20)
    expect((await triggerOf(flow.id)).cursor).toBe(meanwhile.id)
    const wrong = await refusalOf(ola.api.triggers.setCursor({ id, cursor: 'yesterday' }))
    expect(wrong.errors?.[0]?.path).toBe('cursor')
    const back = String(BigInt(before.id) - 1n)
    await ola.api.triggers.setCursor({ id, cursor: back })
    // `Meanwhile` has started a run before and starts no second one.
    await eventually(async () => expect(await runsOf(flow.id)).toHaveLength(2), 20)
  })

  test('a poll does not use an account that people have paused, says so, and misses nothing', async () => {
    const graph = graphOf([watching('maya_support')], [])
    const { flow } = await putToWork(ola, { name: 'Paused account', graph })
    await eventually(async () => expect((await triggerOf(flow.id)).cursor).not.toBeNull(), 20)
    const id = story.x?.production.account.id ?? ''
    await ola.api.accounts.pause({ id, why: 'Nobody is here.' })
    await eventually(async () => expect((await triggerOf(flow.id)).trouble).toContain('Nobody is here.'), 20)
    const { length } = await sandbox.requests()
    await sandbox.post('maya_support', 'While it was paused')
    const looks = (await sandbox.requests()).slice(length).filter(({ path }) => /\/users\/\d+\/tweets/.test(path))
    expect(looks).toEqual([])
    expect(await triggerOf(flow.id)).toMatchObject({ paused: null })
    await ola.api.accounts.resume({ id, waiting: 'send' })
    await eventually(async () => expect(await runsOf(flow.id)).toHaveLength(1), 20)
    expect((await triggerOf(flow.id)).trouble).toBeNull()
    await story.rest(flow.id)
  })

  test('a poll whose connection is gone pauses itself and says why', async () => {
    const { id: aliasId } = await ola.api.aliases.create({ name: 'x_short' })
    const [connection] = await ola.api.connections.list({})
    await ola.api.aliases.setBinding({
      id: aliasId,
      environment: 'production',
      connectionId: connection?.id ?? '',
    })
    const graph = graphOf([watching('maya_support', 'x_short')], [])
    const { flow } = await putToWork(ola, { name: 'Orphan', graph })
    await eventually(async () => expect((await triggerOf(flow.id)).cursor).not.toBeNull())
    await ola.api.aliases.setBinding({ id: aliasId, environment: 'production', connectionId: null })
    await eventually(async () => expect((await triggerOf(flow.id)).paused?.why).toContain('x_short'), 20)
  })

  test('a flow is not started by the posts it makes itself', async () => {
    const graph = graphOf(
      [
        watching('tailorbird_hq'),
        node('post', 'x.create-post', {
          account: { fixed: 'x_message' },
          text: { parts: ['Echo of ', { pill: { node: 'start', path: ['id'] } }] },
        }),
      ],
      ['start -> post'],
    )
    const { flow } = await putToWork(ola, { name: 'Echo', graph })
    await eventually(async () => expect((await triggerOf(flow.id)).cursor).not.toBeNull())
    await sandbox.post('tailorbird_hq', 'By a person')
    const echo = await eventually(async () => {
      const found = (await sandbox.posts('tailorbird_hq')).find(({ text }) => text.startsWith('Echo of'))
      if (!found) throw new Error('no echo')
      return found
    }, 20)
    await eventually(async () => expect((await triggerOf(flow.id)).cursor).toBe(echo.id), 20)
    expect(await runsOf(flow.id)).toHaveLength(1)
  })

  test('once: two processes fire it once and never again; its place can be set', async () => {
    const worker = startProgram('apps/runtime/src/process/worker.ts', story.house.env)
    onTestFinished(async () => void (await worker.stop()))
    await worker.prints(/Tailorbird worker/)
    const moment = new Date(Date.now() + 2500).toISOString()
    const schedule = { every: 'once' as const, moment, timeZone: 'Europe/Vienna' }
    expect(await ola.api.schedules.preview({ schedule })).toEqual({ next: [moment] })
    const graph = graphOf([node('start', 'start.schedule', { schedule: { fixed: schedule } })], [])
    const { flow } = await putToWork(ola, { name: 'Once', graph })
    await eventually(async () => expect((await triggerOf(flow.id)).nextAt).toBe(moment))
    await eventually(async () => expect(await runsOf(flow.id)).toHaveLength(1))
    const { id, nextAt, cursor } = await triggerOf(flow.id)
    expect([nextAt, cursor]).toEqual([null, moment])
    expect((await refusalOf(ola.api.triggers.setCursor({ id, cursor: '12' }))).status).toBe(422)
    await ola.api.triggers.setCursor({ id, cursor: new Date(Date.now() - 86_400_000).toISOString() })
    await eventually(async () => expect((await triggerOf(flow.id)).nextAt).toBeNull())
    expect(await runsOf(flow.id)).toHaveLength(1)
  })

  test('a schedule that is changed forgets the time it waited for', async () => {
    const far = { every: 'month' as const, day: 31, at: '09:00', timeZone: 'UTC' }
    const graphFor = (schedule: Schedule) =>
      graphOf([node('start', 'start.schedule', { schedule: { fixed: schedule } })], [])
    const { flow } = await putToWork(ola, { name: 'Changed', graph: graphFor(far) })
    await eventually(async () => expect((await triggerOf(flow.id)).nextAt).toMatch(/T09:00:00/))
    const soon: Schedule = {
      every: 'repeat',
      count: 1,
      unit: 'minutes',
      from: new Date(Date.now() + 2000).toISOString(),
      timeZone: 'UTC',
    }
    const { revision } = await ola.api.flows.get({ id: flow.id })
    const saved = await ola.api.flows.saveDraft({ id: flow.id, draft: graphFor(soon), revision })
    const version = await ola.api.flows.publish({ id: flow.id, revision: saved.revision })
    await ola.api.flows.deploy({ id: flow.id, environment: 'production', versionId: version.id, enabled: true })
    await eventually(async () => expect(await runsOf(flow.id)).toHaveLength(1))
  })
})
