import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { inDatabase } from '../support/in-database.ts'
import { type Person, visitor } from '../support/person.ts'
import { eventually } from '../support/sandbox-control.ts'
import { graphOf, makeAnnouncements, node, putToWork, simpleGraph } from '../support/story.ts'

let house: House
let ola: Person

beforeAll(async () => {
  ;({ house, ola } = await openHouseStory())
})
afterAll(() => house?.stop())

const ended = (id: string) =>
  eventually(async () => {
    const { run } = await ola.api.runs.get({ id })
    expect(run.endedAt).not.toBeNull()
    return run
  }, 20)

const runsOf = async (flowId: string) => (await ola.api.runs.list({ flowId })).runs
const fileOf = async (query: string) => {
  const response = await ola.ask(`/api/runs/export?${query}`)
  expect(response.status).toBe(200)
  return { response, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()) }
}

test('who set a run off is kept: by hand, in a test, by a record, again; a called flow inherits it', async () => {
  const called = graphOf(
    [node('start', 'start.flow-called', {}), node('set', 'data.set-values', { values: { fixed: [] } })],
    ['start -> set'],
  )
  const { flow: inner } = await putToWork(ola, { name: 'Inner', graph: called })
  const calling = graphOf(
    [node('start', 'start.manual', {}), node('call', 'logic.call-flow', { flow: { fixed: inner.id } })],
    ['start -> call'],
  )
  const { flow } = await putToWork(ola, { name: 'Outer', graph: calling })
  const byHand = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: {} })
  expect(byHand.startedBy).toMatchObject({ name: 'Ola Owner' })
  expect((await ended(byHand.id)).status).toBe('succeeded')
  expect(await runsOf(inner.id)).toMatchObject([{ startedBy: { name: 'Ola Owner' }, parentRunId: byHand.id }])
  const tested = await ola.api.runs.test({ flowId: flow.id, graph: calling, event: { sample: { input: {} } } })
  expect(tested.startedBy).toMatchObject({ name: 'Ola Owner' })
  const again = await ola.api.runs.rerun({ id: byHand.id, from: 'start' })
  expect(again.startedBy).toMatchObject({ name: 'Ola Owner' })
  const table = await makeAnnouncements(ola)
  const { flow: posts } = await putToWork(ola, { name: 'Posts', graph: simpleGraph(table.id) })
  await ola.api.records.create({ tableId: table.id, values: { title: 'Signed' } })
  const [run] = await eventually(async () => {
    const found = await runsOf(posts.id)
    expect(found).toHaveLength(1)
    return found
  })
  expect(run?.startedBy).toMatchObject({ name: 'Ola Owner' })
})

test('runs are exported with their posts, as lines for programs and for spreadsheets, and no cell is a formula', async () => {
  const table = await ola.api.tables.create({
    name: '=HYPERLINK("http://evil")',
    fields: [{ key: 'title', label: 'Title', kind: 'text', required: true }],
  })
  const { flow } = await putToWork(ola, { name: '+Sum, "quoted"', graph: simpleGraph(table.id) })
  await ola.api.records.create({ tableId: table.id, values: { title: 'Exported once' } })
  const [run] = await eventually(async () => {
    const found = await runsOf(flow.id)
    expect(found).toMatchObject([{ status: 'succeeded' }])
    return found
  })
  const lines = await fileOf(`flowId=${flow.id}&format=jsonl`)
  expect(lines.response.headers.get('x-runs')).toBe('1')
  const [told] = lines.text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(told).toMatchObject({
    ...{
      id: run?.id,
      flowName: '+Sum, "quoted"',
      status: 'succeeded',
      startedBy: 'Ola Owner',
      seconds: expect.any(Number),
    },
    posts: [{ what: 'post', summary: 'Exported once', url: expect.stringContaining('/@tailorbird_hq#post-') }],
  })
  const sheet = await fileOf(`flowId=${flow.id}&format=csv`)
  const [head, row] = sheet.text.split('\r\n')
  expect(head).toBe(
    '\uFEFFRun,Flow,Environment,Version,Test,Status,Started by,Cause,Started,Ended,Seconds,Error,Error code,What to do,Posts,Link',
  )
  expect(row).toContain(
    `${run?.id},"'+Sum, ""quoted""",production,1,no,succeeded,Ola Owner,"Record created in =HYPERLINK(""http://evil"")"`,
  )
})

test('an export is as long as its filter, newest first, and holds its runs once; strangers get nothing', async () => {
  const { flow } = await putToWork(ola, { name: 'Many', graph: graphOf([node('start', 'start.manual', {})], []) })
  await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: {} })
  // As many as take several pages; only the first was really run.
  await inDatabase(
    house.databaseUrl,
    `INSERT INTO runs (id, flow_id, version_id, environment, cause, test, status, lease_token, failure, started_at, ended_at)
     SELECT uuidv7(-n * interval '1 minute'), flow_id, version_id, environment, 'Made ' || n, false, 'failed', 1,
       '{"code": "x", "message": "It broke, said 100%."}'::jsonb, now() - n * interval '1 minute', now()
     FROM runs, generate_series(1, 2300) AS n WHERE flow_id = $1`,
    [flow.id],
  )
  const all = await fileOf(`flowId=${flow.id}&format=jsonl`)
  const ids = all.text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { id: string }).id)
  expect(ids).toHaveLength(2301)
  expect(new Set(ids).size).toBe(2301)
  expect(ids).toEqual(ids.toSorted().toReversed())
  const some = await fileOf(
    `flowId=${flow.id}&format=csv&text=${encodeURIComponent('100%')}&startedAfter=${encodeURIComponent(new Date(Date.now() - 10.5 * 60_000).toISOString())}`,
  )
  expect(some.text.trim().split('\r\n')).toHaveLength(11)
  expect((await ola.api.runs.list({ flowId: flow.id, text: 'MADE 2300' })).runs).toMatchObject([{ cause: 'Made 2300' }])
  expect((await ola.api.runs.list({ flowId: flow.id, text: '%', status: 'succeeded' })).runs).toEqual([])
  expect((await visitor(house.url).ask('/api/runs/export')).status).toBe(401)
  expect((await ola.ask('/api/runs/export?flowId=nobody')).status).toBe(422)
})

test('one run is downloaded with its steps, its graph and its posts, and without what is secret', async () => {
  const graph = graphOf(
    [
      node('start', 'start.manual', {}),
      node('set', 'data.set-values', {
        values: { fixed: [{ key: 'password', kind: 'text', value: { fixed: 'hunter2' } }] },
      }),
    ],
    ['start -> set'],
  )
  const { flow } = await putToWork(ola, { name: 'Told', graph })
  const run = await ended((await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: {} })).id)
  const response = await ola.ask(`/api/runs/${run.id}/download`)
  expect(response.headers.get('content-disposition')).toContain(`run-${run.id}.json`)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({
    ...{ format: 'tailorbird.run/1', run: { id: run.id }, graph: { nodes: [{}, {}] } },
    steps: [{ nodeId: 'start' }, { nodeId: 'set', output: { values: { password: '[redacted]' } } }],
  })
  expect(text).not.toContain('hunter2')
  expect((await visitor(house.url).ask(`/api/runs/${run.id}/download`)).status).toBe(401)
})
