import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import { startSecondServer } from '../support/second-server.ts'
import type { House } from '../support/house.ts'
import { type Person, signUp } from '../support/person.ts'
import type { Program } from '../support/program.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

const WORD = { key: 'word', label: 'Word', kind: 'text', required: true }
const word = { pill: { node: 'start', path: ['input', 'word'] } }

/** Started by hand with a word -> words are collected -> one post with all of them. */
const digest = (most: number, atMost: number) =>
  graphOf(
    [
      node('start', 'start.manual', { inputs: { fixed: [WORD] } }),
      node('batch', 'logic.collect', { item: word, most: { fixed: most }, atMost: { fixed: atMost } }),
      node('text', 'data.transform', {
        items: { pill: { node: 'batch', path: ['items'] } },
        operations: { fixed: [{ op: 'join', separator: ' ' }] },
      }),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { parts: ['Today: ', { pill: { node: 'text', path: ['text'] } }] },
      }),
    ],
    ['start -> batch', 'batch -> text', 'text -> post'],
  )

describe('items of many runs in one batch', () => {
  let house: House
  let ola: Person
  let other: Program
  let elsewhere: Person

  beforeAll(async () => {
    ;({ house, ola } = await openHouseStory())
    const second = await startSecondServer(house)
    other = second.server
    elsewhere = await signUp(second.url, undefined)
  })
  afterAll(async () => {
    await other?.stop()
    await house?.stop()
  })

  const posted = async (first: string) =>
    (await sandboxControl(house.sandboxUrl).posts('tailorbird_hq'))
      .map(({ text }) => text)
      .filter((text) => text.includes(first))
  const start = (person: Person, flowId: string, said: string) =>
    person.api.runs.start({ flowId, environment: 'production', input: { word: said } })
  const portOf = async (id: string) =>
    (await ola.api.runs.get({ id })).steps.find(({ nodeId }) => nodeId === 'batch')?.port

  test('the run that completes it goes on with all items in order, the others end as added', async () => {
    const { flow } = await putToWork(ola, { name: 'Digest', graph: digest(3, 3600) })
    const ids: string[] = []
    for (const said of ['one', 'two', 'three']) {
      const { id } = await start(ola, flow.id, said)
      ids.push(id)
      await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).not.toBe('running'))
    }
    await eventually(async () => expect(await posted('one')).toEqual(['Today: one two three']))
    await eventually(async () =>
      expect((await ola.api.runs.list({ flowId: flow.id })).runs.map(({ status }) => status)).toEqual(
        Array.from({ length: 3 }, () => 'succeeded'),
      ),
    )
    const ports = await Promise.all(ids.map(portOf))
    expect(ports.filter((port) => port === 'out')).toHaveLength(1)
    expect(ports.filter((port) => port === 'added')).toHaveLength(2)
  })

  test('when time is up it goes on with what there is', async () => {
    const { flow } = await putToWork(ola, { name: 'Hourly', graph: digest(10, 2) })
    await start(ola, flow.id, 'early')
    await start(ola, flow.id, 'late')
    await eventually(async () => expect(await posted('early')).toEqual(['Today: early late']), 20)
  })

  test('a run that is stopped takes its item along', async () => {
    const { flow } = await putToWork(ola, { name: 'Withdrawn', graph: digest(2, 3600) })
    const { id } = await start(ola, flow.id, 'regretted')
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe('waiting'))
    await ola.api.runs.cancel({ id })
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe('cancelled'))
    await start(ola, flow.id, 'kept')
    await start(ola, flow.id, 'welcome')
    await eventually(async () => expect(await posted('kept')).toEqual(['Today: kept welcome']))
  })

  test('from two processes, one of them killed in the middle: every item is in exactly one batch', async () => {
    const { flow } = await putToWork(ola, { name: 'Crowd', graph: digest(5, 6) })
    const words = Array.from({ length: 42 }, (_, index) => `w${index}w`)
    const all = words.map((said, index) =>
      start(index % 2 === 0 ? ola : elsewhere, flow.id, said).catch(() => undefined),
    )
    await eventually(async () => expect((await posted('w')).length).toBeGreaterThan(1))
    await other.kill9()
    const started = (await Promise.all(all)).filter((run) => run !== undefined)
    const runs = await eventually(async () => {
      const found = (await ola.api.runs.list({ flowId: flow.id })).runs
      expect(found.every(({ status }) => status === 'succeeded')).toBe(true)
      return found
    }, 60)
    const found = (await posted('w')).flatMap((text) => text.match(/w\d+w/g) ?? [])
    expect(new Set(found).size).toBe(found.length)
    // A run whose answer was lost with its process was started all the same.
    expect(found).toHaveLength(runs.length)
    expect(runs.length).toBeGreaterThanOrEqual(started.length)
  })
})
