import type { Graph } from '@tailorbird/flow/graph/graph'
import type { Table } from '@tailorbird/contract/tables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { type Person, refusalOf, visitor } from '../support/person.ts'
import { png } from '../support/png.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { announcementGraph, consent, graphOf, makeAnnouncements, node, simpleGraph } from '../support/story.ts'

describe('bad input is refused in a sentence, before anything is sent', () => {
  let house: House
  let ola: Person
  let table: Table
  let flowId: string
  let sandbox: SandboxControl

  beforeAll(async () => {
    ;({ house, ola, sandbox } = await openHouseStory())
    table = await makeAnnouncements(ola)
    flowId = (await ola.api.flows.create({ name: 'Trial' })).id
  })
  afterAll(() => house?.stop())

  const refused = async (graph: Graph) => {
    const problem = await refusalOf(
      ola.api.runs.test({ flowId, graph, event: { sample: { record: { id: 'x', title: 'T' } } } }),
    )
    expect(problem).toMatchObject({ status: 422, type: 'tailorbird:flow-has-problems' })
    expect(await sandbox.posts('tailorbird_dev')).toEqual([])
    return problem.problems
      ?.filter(({ severity }) => severity === 'error')
      .map(({ code, nodeId, edgeId, field }) => ({ code, at: field ?? nodeId ?? edgeId }))
  }
  const withPost = (params: object): Graph => {
    const graph = simpleGraph(table.id)
    return {
      ...graph,
      nodes: graph.nodes.map((each) =>
        each.id === 'post' ? { ...each, params: { ...each.params, ...params } } : each,
      ),
    }
  }

  test('a post that is too long, and one that is empty', async () => {
    expect(await refused(withPost({ text: { fixed: 'x'.repeat(281) } }))).toEqual([{ code: 'param.wrong', at: 'text' }])
    expect(await refused(withPost({ text: { fixed: '' } }))).toEqual([{ code: 'param.missing', at: 'text' }])
  })

  test('a graph with a circle, a dangling edge, an unknown node, a pill from nowhere', async () => {
    const graph = announcementGraph(table.id)
    const circle = { ...graph, edges: [...graph.edges, { id: 'back', from: 'post', port: 'out', to: 'files' }] }
    expect((await refused(circle))?.map(({ code }) => code)).toContain('graph.cycle')
    const dangling = { ...graph, edges: [...graph.edges, { id: 'loose', from: 'post', port: 'out', to: 'nowhere' }] }
    expect(await refused(dangling)).toEqual([{ code: 'graph.dangling-edge', at: 'loose' }])
    const unknown = graphOf(
      [...graph.nodes, node('odd', 'nobody.knows', {})],
      ['start -> files', 'files -> if', 'if yes-> post', 'post -> odd'],
    )
    expect(await refused(unknown)).toEqual([{ code: 'node.unknown', at: 'odd' }])
    const early = graphOf(
      [
        ...simpleGraph(table.id).nodes.filter(({ id }) => id === 'start'),
        node('a', 'x.create-post', { account: { fixed: 'x_message' }, text: { pill: { node: 'b', path: ['id'] } } }),
        node('b', 'x.create-post', { account: { fixed: 'x_message' }, text: { fixed: 'b' } }),
      ],
      ['start -> a', 'a -> b'],
    )
    expect(await refused(early)).toEqual([{ code: 'pill.not-before', at: 'text' }])
  })

  test('an alias that leads nowhere in this environment', async () => {
    await ola.api.aliases.create({ name: 'x_unbound' })
    expect(await refused(withPost({ account: { fixed: 'x_unbound' } }))).toEqual([
      { code: 'alias.unbound', at: 'account' },
    ])
    expect(await refused(withPost({ account: { fixed: 'x_gone' } }))).toEqual([{ code: 'alias.gone', at: 'account' }])
  })

  test('a schedule that has no times is refused when it is published, at its field', async () => {
    const schedule = { every: 'cron', cron: '61 * * * *', timeZone: 'Europe/Oslo' }
    const say = node('say', 'data.set-values', {
      values: { fixed: [{ key: 'a', kind: 'text', value: { fixed: 'b' } }] },
    })
    const draft = graphOf([node('start', 'start.schedule', { schedule: { fixed: schedule } }), say], ['start -> say'])
    const { id, revision } = await ola.api.flows.create({ name: 'Never', draft })
    expect(await refusalOf(ola.api.flows.publish({ id, revision }))).toMatchObject({
      status: 422,
      problems: [{ code: 'schedule.wrong', nodeId: 'start', field: 'schedule' }],
    })
  })

  test('a graph that is no graph at all, over the plain API', async () => {
    const response = await ola.ask(`/api/flows/${flowId}/tests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ graph: { format: 'other', nodes: 7 }, event: {} }),
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const body = (await response.json()) as { errors: { path: string }[] }
    expect(body.errors.map(({ path }) => path)).toEqual(expect.arrayContaining(['graph.format']))
  })

  test('malformed JSON, a wrong method and an unknown address are 4xx problems, never 500', async () => {
    const json = { 'content-type': 'application/json' }
    const answers = await Promise.all([
      ola.ask('/api/flows', { method: 'POST', headers: json, body: '{"name": ' }),
      ola.ask('/api/flows/not-an-id'),
      ola.ask('/api/nothing/here'),
      ola.ask('/api/flows', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'hello' }),
    ])
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
  })

  test('a text file named .png and a 6 MB PNG are refused when they are uploaded', async () => {
    const text = await ola.upload('picture.png', Buffer.from('I am only text.'), 'image/png')
    expect(text.status).toBeGreaterThanOrEqual(400)
    expect(((await text.json()) as { detail: string }).detail).toMatch(/picture\.png/)
    const large = await ola.upload('large.png', png({ bytes: 6 * 1024 * 1024 }), 'image/png')
    expect(large.status).toBe(413)
    expect(((await large.json()) as { detail: string }).detail).toMatch(/6\.0 MB.*5 MB/)
  })

  test('five images stop the run before anything is sent', async () => {
    const images = []
    for (let index = 0; index < 5; index++)
      images.push(((await (await ola.upload(`${index}.png`, png(), 'image/png')).json()) as { id: string }).id)
    const record = await ola.api.records.create({ tableId: table.id, values: { title: 'Five', images } })
    const { id } = await ola.api.runs.test({
      flowId,
      graph: announcementGraph(table.id),
      event: { recordId: record.id },
    })
    const detail = await eventually(async () => {
      const found = await ola.api.runs.get({ id })
      expect(found.run.status).toBe('failed')
      return found
    })
    expect(detail.run.failure).toMatchObject({ message: expect.stringContaining('5'), field: 'media' })
    expect(await sandbox.posts('tailorbird_dev')).toEqual([])
  })

  test('a table deleted under a flow is named at the node that uses it', async () => {
    const doomed = await ola.api.tables.create({
      name: 'Doomed',
      fields: [{ key: 'title', label: 'Title', kind: 'text', required: false }],
    })
    const graph = simpleGraph(doomed.id)
    const flow = await ola.api.flows.create({ name: 'On doomed', draft: graph })
    expect((await ola.api.tables.usage({ id: doomed.id })).map(({ name }) => name)).toEqual(['On doomed'])
    await ola.api.tables.remove({ id: doomed.id })
    const problems = await ola.api.flows.problems({ id: flow.id })
    expect(problems).toContainEqual(expect.objectContaining({ code: 'table.gone', nodeId: 'start', field: 'table' }))
    const refusal = await refusalOf(ola.api.flows.publish({ id: flow.id, revision: flow.revision }))
    expect(refusal.status).toBe(422)
  })

  test('two editors saving the same draft: the second is told, and nothing is lost', async () => {
    const flow = await ola.api.flows.create({ name: 'Shared', draft: simpleGraph(table.id) })
    await ola.api.flows.saveDraft({ id: flow.id, draft: announcementGraph(table.id), revision: flow.revision })
    const refusal = await refusalOf(
      ola.api.flows.saveDraft({ id: flow.id, draft: simpleGraph(table.id), revision: flow.revision }),
    )
    expect(refusal.status).toBe(409)
    expect((await ola.api.flows.get({ id: flow.id })).draft).toEqual(announcementGraph(table.id))
  })

  test('a wrong client secret and a redirect that is not registered are said in words', async () => {
    const wrong = await ola.api.xApps.create({
      name: 'Wrong secret',
      target: 'sandbox',
      clientId: 'sandbox-client',
      clientSecret: 'not it',
      consumerKey: null,
      consumerSecret: null,
    })
    const { attempt } = await consent(ola, { appId: wrong.id, username: 'tailorbird_dev' })
    expect(attempt).toMatchObject({ status: 'failed', connectionId: null })
    expect(attempt.message).toMatch(/secret/i)
    const unknown = await ola.api.xApps.create({
      name: 'Unknown',
      target: 'sandbox',
      clientId: 'nobody',
      clientSecret: 'x',
      consumerKey: null,
      consumerSecret: null,
    })
    const { page, back } = await consent(ola, { appId: unknown.id, username: 'tailorbird_dev' })
    expect(back).toBeNull()
    expect(page).toMatch(/client id/i)
  })

  test('a consent that is denied, and one that is forged, make no connection', async () => {
    const before = await ola.api.connections.list({})
    const app = await ola.api.xApps.createForSandbox({})
    const { attempt } = await consent(ola, { appId: app.id, username: 'curious_reader', decision: 'deny' })
    expect(attempt).toMatchObject({ status: 'denied', connectionId: null })
    const forged = await ola.ask('/connections/x/callback?state=forged&code=stolen')
    expect(forged.status).toBe(403)
    expect(await ola.api.connections.list({})).toEqual(before)
  })

  test('nobody who is not signed in, and no other page, changes anything', async () => {
    const stranger = visitor(house.url)
    expect((await refusalOf(stranger.api.flows.list({}))).status).toBe(401)
    const headers = { 'content-type': 'application/json', 'x-csrf-token': 'a guess' }
    const guessed = await ola.ask('/api/flows', { method: 'POST', headers, body: '{"name":"x"}' })
    expect(guessed.status).toBe(403)
    const elsewhere = await ola.ask('/api/flows', {
      method: 'POST',
      headers: { ...headers, 'sec-fetch-site': 'cross-site' },
      body: '{"name":"x"}',
    })
    expect(elsewhere.status).toBe(403)
  })
})
