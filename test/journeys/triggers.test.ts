import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { House } from '../support/house.ts'
import { type Person, signUp } from '../support/person.ts'
import { startProgram } from '../support/program.ts'
import { eventually } from '../support/sandbox-control.ts'
import { graphOf, node, putToWork } from '../support/story.ts'
import { type TriggerStory, openTriggerStory, watching } from '../support/trigger-story.ts'

describe('triggers that look by themselves', () => {
  let story: TriggerStory
  let house: House
  let ola: Person
  let sandbox: TriggerStory['sandbox']

  beforeAll(async () => {
    story = await openTriggerStory()
    ;({ house, ola, sandbox } = story)
  })
  afterAll(() => story?.stop())

  const amplified = async () => (await sandbox.posts('tailorbird_hq')).map(({ text }) => text).toReversed()

  test('New Post starts a run for each post, oldest first, nothing twice, nothing lost over a restart', async () => {
    await sandbox.post('maya_support', 'Before the flow was enabled')
    const graph = graphOf(
      [
        watching('@maya_support'),
        node('post', 'x.create-post', {
          account: { fixed: 'x_message' },
          text: { parts: ['Maya says: ', { pill: { node: 'start', path: ['text'] } }] },
        }),
      ],
      ['start -> post'],
    )
    const { flow } = await putToWork(ola, { name: 'Amplify', graph })
    await eventually(async () => expect((await ola.api.flows.get({ id: flow.id })).triggers[0]?.lastAt).not.toBeNull())
    for (const text of ['one', 'two', 'three']) await sandbox.post('maya_support', text)
    await eventually(
      async () => expect(await amplified()).toEqual(['Maya says: one', 'Maya says: two', 'Maya says: three']),
      15,
    )

    await house.kill9()
    for (const text of ['four', 'five']) await sandbox.post('maya_support', text)
    await house.restart()
    await eventually(async () => expect(await amplified()).toHaveLength(5), 20)
    expect(await amplified()).toEqual([
      'Maya says: one',
      'Maya says: two',
      'Maya says: three',
      'Maya says: four',
      'Maya says: five',
    ])
  })

  test('a new version of the flow keeps its place', async () => {
    ola = await signUp(house.url, undefined)
    const flow = (await ola.api.flows.list({})).find(({ name }) => name === 'Amplify')
    if (!flow) throw new Error('no flow')
    const { revision, draft } = await ola.api.flows.get({ id: flow.id })
    const changed = { ...draft, nodes: draft.nodes.map((each) => ({ ...each, label: `${each.label}!` })) }
    const saved = await ola.api.flows.saveDraft({ id: flow.id, draft: changed, revision })
    await sandbox.post('maya_support', 'six')
    const version = await ola.api.flows.publish({ id: flow.id, revision: saved.revision })
    await ola.api.flows.deploy({ id: flow.id, environment: 'production', versionId: version.id, enabled: true })
    await eventually(async () => expect(await amplified()).toHaveLength(6), 20)
    await ola.api.flows.deploy({ id: flow.id, environment: 'production', versionId: version.id, enabled: false })
  })

  test('an account that does not exist is said at the trigger', async () => {
    const graph = graphOf([watching('nobody_at_all')], [])
    const { flow } = await putToWork(ola, { name: 'Nobody', graph })
    await eventually(async () =>
      expect((await ola.api.flows.get({ id: flow.id })).triggers[0]?.trouble).toContain('@nobody_at_all'),
    )
  })

  test('Schedule shows its next five times and fires each of them once, with two processes', async () => {
    const worker = startProgram('apps/runtime/src/process/worker.ts', house.env)
    onTestFinished(async () => void (await worker.stop()))
    await worker.prints(/Tailorbird worker/)
    const schedule = { every: 'cron' as const, cron: '* * * * *', timeZone: 'Europe/Vienna' }
    const { next } = await ola.api.schedules.preview({ schedule })
    expect(next).toHaveLength(5)
    expect(next.map((at) => new Date(at).getSeconds())).toEqual([0, 0, 0, 0, 0])
    const graph = graphOf(
      [
        node('start', 'start.schedule', { schedule: { fixed: schedule } }),
        node('post', 'x.create-post', {
          account: { fixed: 'x_message' },
          text: { parts: ['It is ', { pill: { node: 'start', path: ['time'] } }] },
        }),
      ],
      ['start -> post'],
    )
    const { flow } = await putToWork(ola, { name: 'Clock', graph })
    const test = await ola.api.runs.test({ flowId: flow.id, graph, event: { sample: {} } })
    await eventually(async () => expect((await ola.api.runs.get({ id: test.id })).run.status).toBe('succeeded'))
    expect((await sandbox.posts('tailorbird_dev'))[0]?.text).toMatch(/^It is \d\d:\d\d$/)
    const runs = await eventually(async () => {
      const found = (await ola.api.runs.list({ flowId: flow.id, environment: 'production' })).runs
      expect(found[0]?.status).toBe('succeeded')
      return found
    }, 75)
    expect(runs).toHaveLength(1)
    expect((await amplified()).filter((text) => text.startsWith('It is '))).toHaveLength(1)
  }, 90_000)

  test('a time zone that does not exist is refused in a sentence', async () => {
    const schedule = { every: 'day' as const, at: '09:00', timeZone: 'Mars/Olympus' }
    await expect(ola.api.schedules.preview({ schedule })).rejects.toThrow('is not a time zone')
  })
})
