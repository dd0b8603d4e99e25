import type { Table } from '@tailorbird/contract/tables'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, refusalOf } from '../support/person.ts'
import { eventually } from '../support/sandbox-control.ts'
import { graphOf, makeAnnouncements, node } from '../support/story.ts'
import { type TriggerStory, openTriggerStory } from '../support/trigger-story.ts'

describe('triggers of records', () => {
  let story: TriggerStory
  let ola: Person
  let table: Table

  beforeAll(async () => {
    story = await openTriggerStory({ withX: false })
    ola = story.ola
    table = await makeAnnouncements(ola)
  })
  afterAll(() => story?.stop())

  const arm = (type: string, params: GraphNode['params'] = {}) =>
    story.arm(type, { table: { fixed: table.id }, ...params })
  const add = (title: string) => ola.api.records.create({ tableId: table.id, values: { title, publish: 'Yes' } })
  const change = async (id: string, values: Record<string, string>) => {
    const { revision, values: old } = await ola.api.records.get({ id })
    const kept = { title: old['title'] ?? null, body: old['body'] ?? null, publish: old['publish'] ?? null }
    return ola.api.records.update({ id, revision, values: { ...kept, ...values } })
  }
  /** What the trigger put out in each run of the flow, oldest first. */
  const happened = async (flowId: string) => {
    const all = await Promise.all((await story.runsOf(flowId)).toReversed().map(({ id }) => ola.api.runs.get({ id })))
    return all.map(({ steps }) => steps[0]?.output)
  }
  const stop = (flowId: string) => story.rest(flowId)

  test('every update starts a run that says what changed; creating starts none', async () => {
    const flow = await arm('records.updated')
    const { id } = await add('One')
    await change(id, { title: 'Two' })
    await change(id, { title: 'Two', body: 'Text' })
    await change(id, {})
    const outputs = await happened(flow)
    expect(outputs).toHaveLength(2)
    expect(outputs[0]).toMatchObject({
      record: { id, title: 'Two' },
      previous: { id, title: 'One' },
      changed_fields: [{ field: 'title', label: 'Title', previous: 'One', current: 'Two' }],
    })
    expect(outputs[1]).toMatchObject({ changed_fields: [{ field: 'body', previous: null, current: 'Text' }] })
    await stop(flow)
  })

  test('strategies: once for each record, each unique change, certain fields, a condition', async () => {
    const once = await arm('records.updated', { strategy: { fixed: 'once' } })
    const unique = await arm('records.updated', { strategy: { fixed: 'unique' } })
    const body = await arm('records.updated', { fields: { fixed: ['body'] } })
    const wanted = await arm('records.updated', {
      condition: {
        fixed: {
          match: 'all',
          rules: [
            { left: { pill: { node: 'start', path: ['record', 'title'] } }, operator: 'is', right: { fixed: 'B' } },
          ],
        },
      },
    })
    const { id } = await add('A')
    await change(id, { title: 'B' })
    await change(id, { title: 'C' })
    await change(id, { title: 'B' })
    await change(id, { body: 'New' })
    expect(await happened(once)).toHaveLength(1)
    // To B, to C, to B again, and the body.
    expect(await happened(unique)).toHaveLength(3)
    expect(await happened(body)).toHaveLength(1)
    expect(await happened(wanted)).toHaveLength(3)
    for (const flow of [once, unique, body, wanted]) await stop(flow)
  })

  test('only if none is running for that record: updates at the same time start one run each round', async () => {
    const idle = await arm('records.updated', { strategy: { fixed: 'idle' } })
    const [first, second] = [await add('A'), await add('B')]
    await change(first.id, { title: 'A1' })
    await eventually(async () => expect((await ola.api.runs.list({ flowId: idle })).runs[0]?.status).toBe('succeeded'))
    await change(first.id, { title: 'A2' })
    await change(second.id, { title: 'B1' })
    expect(await happened(idle)).toHaveLength(3)
    await stop(idle)
  })

  test('created or updated: both, and once means once', async () => {
    const both = await arm('records.created-or-updated')
    const once = await arm('records.created-or-updated', { strategy: { fixed: 'once' } })
    const { id } = await add('New')
    await change(id, { title: 'Newer' })
    const outputs = await happened(both)
    expect(outputs).toHaveLength(2)
    expect(outputs[0]).toMatchObject({ record: { title: 'New' }, previous: { title: null }, changed_fields: [] })
    expect(outputs[1]).toMatchObject({ record: { title: 'Newer' }, previous: { title: 'New' } })
    expect(await happened(once)).toHaveLength(1)
    await stop(both)
    await stop(once)
  })

  test('a deletion starts a run with the record as it was', async () => {
    const flow = await arm('records.deleted')
    const { id } = await add('Gone soon')
    await ola.api.records.remove({ id })
    expect(await happened(flow)).toMatchObject([{ record: { id, title: 'Gone soon' } }])
    expect((await ola.api.runs.list({ flowId: flow })).runs[0]?.cause).toBe('Record deleted from Announcements')
    await expect(ola.api.records.remove({ id })).rejects.toThrow('does not exist')
    await stop(flow)
  })

  test('a change that is refused starts nothing', async () => {
    const flow = await arm('records.updated')
    const { id, revision } = await add('A')
    const refused = await refusalOf(ola.api.records.update({ id, revision: revision + 1, values: { title: 'B' } }))
    expect(refused.status).toBe(409)
    await refusalOf(ola.api.records.update({ id, revision, values: { title: null } }))
    expect(await happened(flow)).toEqual([])
    await stop(flow)
  })

  test('a test with a record has all that the trigger puts out', async () => {
    const { id } = await add('Sample')
    const graph = graphOf([node('start', 'records.updated', { table: { fixed: table.id } })], [])
    const flow = await ola.api.flows.create({ name: 'Draft', draft: graph })
    const run = await ola.api.runs.test({ flowId: flow.id, graph, event: { recordId: id } })
    const { steps } = await ola.api.runs.get({ id: run.id })
    expect(steps[0]?.output).toMatchObject({ record: { id }, previous: { id }, changed_fields: [] })
  })
})
