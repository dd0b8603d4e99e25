import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { leaveInDoubt } from '../support/leave-in-doubt.ts'
import { type Person, refusalOf, signUp } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { graphOf, makeAnnouncements, node, putToWork } from '../support/story.ts'

describe('loops and waits', () => {
  let house: House
  let ola: Person
  let sandbox: SandboxControl

  beforeAll(async () => {
    ;({ house, ola, sandbox } = await openHouseStory())
  })
  afterAll(() => house?.stop())

  const statusOf = async (id: string) => (await ola.api.runs.get({ id })).run.status

  test('a run goes on when the record it waits for changes, or when time is up', async () => {
    const tableId = (await makeAnnouncements(ola)).id
    const graph = (atMost: number) =>
      graphOf(
        [
          node('start', 'records.created', { table: { fixed: tableId } }),
          node('wait', 'logic.wait-for-record', {
            table: { fixed: tableId },
            record: { pill: { node: 'start', path: ['record'] } },
            condition: {
              fixed: {
                match: 'all',
                rules: [
                  {
                    left: { pill: { node: 'wait', path: ['record', 'body'] } },
                    operator: 'is',
                    right: { fixed: 'go' },
                  },
                ],
              },
            },
            atMost: { fixed: atMost },
          }),
        ],
        ['start -> wait'],
      )
    const patient = (await putToWork(ola, { name: 'Patient', graph: graph(3600) })).flow.id
    const hasty = (await putToWork(ola, { name: 'Hasty', graph: graph(1) })).flow.id
    const record = await ola.api.records.create({ tableId, values: { title: 'A', body: 'wait' } })
    const leftBy = (flowId: string) =>
      eventually(async () => {
        const [run] = (await ola.api.runs.list({ flowId })).runs
        expect(run?.status).toBe('succeeded')
        return (await ola.api.runs.get({ id: run?.id ?? '' })).steps.find(({ nodeId }) => nodeId === 'wait')?.port
      })
    expect(await leftBy(hasty)).toBe('timedOut')
    await ola.api.records.update({ id: record.id, revision: record.revision, values: { title: 'A', body: 'go' } })
    expect(await leftBy(patient)).toBe('met')
  })

  test('a hundred posts in a loop, killed in the middle: each is there exactly once', async () => {
    const graph = graphOf(
      [
        node('start', 'start.manual', {
          inputs: { fixed: [{ key: 'items', label: 'Items', kind: 'any', required: true }] },
        }),
        node('each', 'logic.for-each', {
          items: { pill: { node: 'start', path: ['input', 'items'] } },
          atOnce: { fixed: 5 },
        }),
        node('post', 'x.create-post', {
          account: { fixed: 'x_message' },
          text: { parts: ['Post ', { pill: { node: 'each', path: ['item'] } }] },
        }),
      ],
      ['start -> each', 'each each-> post'],
    )
    const { flow } = await putToWork(ola, { name: 'Hundred', graph })
    const items = Array.from({ length: 100 }, (_, index) => `number ${index}`)
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 60, times: 300 })
    const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: { items } })
    await eventually(async () => expect((await sandbox.posts('tailorbird_hq')).length).toBeGreaterThan(20))
    await house.kill9()
    await sleep(200)
    await house.restart()
    ola = await signUp(house.url, undefined)
    await eventually(async () => expect(await statusOf(id)).toBe('succeeded'), 60)
    const requests = await sandbox.requests()
    const made = requests.flatMap(({ made: post }) => (post === null ? [] : [post]))
    expect(new Set(made).size).toBe(made.length)
    const steps = (await ola.api.runs.get({ id })).steps.filter(({ nodeId }) => nodeId === 'post')
    expect(steps.filter(({ status }) => status === 'succeeded')).toHaveLength(100)
    const texts = (await sandbox.posts('tailorbird_hq')).map(({ text }) => text)
    expect(texts.toSorted()).toEqual(items.map((item) => `Post ${item}`).toSorted())
  }, 120_000)

  test('a post in doubt within a loop is settled for its turn alone', async () => {
    const graph = graphOf(
      [
        node('start', 'start.manual', {
          inputs: { fixed: [{ key: 'items', label: 'Items', kind: 'any', required: true }] },
        }),
        node('each', 'logic.for-each', { items: { pill: { node: 'start', path: ['input', 'items'] } } }),
        node('post', 'x.create-post', {
          account: { fixed: 'x_message' },
          text: { parts: ['Turn ', { pill: { node: 'each', path: ['item'] } }] },
        }),
      ],
      ['start -> each', 'each each-> post'],
    )
    const { flow } = await putToWork(ola, { name: 'Doubtful', graph, environment: 'development' })
    await sandbox.clearFaults()
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '429', times: 1, resetSeconds: 3600 })
    const input = { items: ['one', 'two'] }
    const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'development', input })
    await eventually(async () => expect(await statusOf(id)).toBe('waiting'))
    await leaveInDoubt(house, ola, { runId: id, text: 'Turn one' })
    const verdict = { happened: true as const, says: { post: '1234567890' } }
    const elsewhere = await refusalOf(ola.api.runs.settle({ id, nodeId: 'post', path: 'each:1', verdict }))
    expect(elsewhere.status).toBe(409)
    await ola.api.runs.settle({ id, nodeId: 'post', path: 'each:0', verdict })
    await eventually(async () => expect(await statusOf(id)).toBe('succeeded'), 20)
    const texts = (await sandbox.posts('tailorbird_dev')).map(({ text }) => text)
    expect(texts.filter((text) => text.startsWith('Turn '))).toEqual(['Turn two'])
  })
})
