import { createHmac } from 'node:crypto'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, startHouse } from '../support/house.ts'
import { type Person, signUp } from '../support/person.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

describe('webhooks', () => {
  let house: House
  let ola: Person

  beforeAll(async () => {
    house = await startHouse({ env: { TAILORBIRD_LOG_LEVEL: 'debug' } })
    ola = await signUp(house.url, house.ownerLink)
  })
  afterAll(() => house?.stop())

  const arm = async (params: GraphNode['params']) => {
    const graph = graphOf([node('start', 'start.webhook', params)], [])
    const { flow, version } = await putToWork(ola, { name: 'Hook', graph })
    const place = { flowId: flow.id, nodeId: 'start', environment: 'production' }
    return { flow, version, place, address: await ola.api.triggers.webhook(place) }
  }
  const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const outputOf = async (answer: Response) => {
    expect(answer.status).toBe(202)
    const { runId } = (await answer.json()) as { runId: string }
    return (await ola.api.runs.get({ id: runId })).steps[0]?.output
  }

  test('a call starts a run with body, query and harmless headers; the token is in no log', async () => {
    const { address } = await arm({ method: { fixed: 'POST' } })
    const secretive = { authorization: 'Bearer abc', cookie: 'a=b', 'x-source': 'shop' }
    const output = await outputOf(await post(`${address.live}?from=shop`, { title: 'Hi', list: [1] }, secretive))
    expect(output).toMatchObject({
      body: { title: 'Hi', list: [1] },
      query: { from: 'shop' },
      headers: { 'x-source': 'shop' },
      method: 'POST',
    })
    expect(JSON.stringify(output)).not.toMatch(/Bearer|a=b/)
    const form = new URLSearchParams({ title: 'Form' })
    expect(await outputOf(await fetch(address.live, { method: 'POST', body: form }))).toMatchObject({
      body: { title: 'Form' },
    })
    expect(await outputOf(await post(address.live, 'Plain', { 'content-type': 'text/plain' }))).toMatchObject({
      body: { text: 'Plain' },
    })
    const token = address.live.split('/').at(-1) ?? ''
    expect(token).toHaveLength(43)
    expect(house.log()).not.toContain(token)
  })

  test('wrong method, wrong body, too much, unknown address', async () => {
    const { address, flow, version } = await arm({ method: { fixed: 'POST' } })
    const wrong = await fetch(address.live)
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await post(address.live, '{"a":')).status).toBe(400)
    expect((await post(address.live, '['.repeat(200_000))).status).toBe(400)
    expect((await post(address.live, `${'['.repeat(200_000)}${']'.repeat(200_000)}`)).status).toBe(400)
    expect((await post(address.live, `"${'x'.repeat(1_100_000)}"`)).status).toBe(413)
    expect((await post(address.live, 'x', { 'content-type': 'image/png' })).status).toBe(415)
    expect((await post(`${house.url}/hooks/nothing`, {})).status).toBe(404)
    await ola.api.flows.deploy({ id: flow.id, environment: 'production', versionId: version.id, enabled: false })
    await expect.poll(async () => (await post(address.live, {})).status).toBe(404)
    await ola.api.flows.deploy({ id: flow.id, environment: 'production', versionId: version.id, enabled: true })
    expect((await post(address.live, {})).status).toBe(202)
  })

  test('fields of the body are checked and named', async () => {
    const fields = [
      { key: 'title', label: 'Title', kind: 'text', required: true },
      { key: 'count', label: 'Count', kind: 'number', required: false },
    ]
    const { address } = await arm({ method: { fixed: 'any' }, fields: { fixed: fields } })
    const refused = await post(address.live, { count: 'many' })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      errors: [
        { path: 'title', message: '"Title" is missing.' },
        { path: 'count', message: '"Count" must be a number.' },
      ],
    })
    expect(await outputOf(await post(address.live, { title: 'A', more: 1 }))).toMatchObject({
      body: { title: 'A', count: null, more: 1 },
    })
    expect(await outputOf(await fetch(`${address.live}?title=B&count=3`))).toMatchObject({
      body: { title: 'B', count: 3 },
      method: 'GET',
    })
  })

  test('a secret, in a header or as a signature, renewed at once', async () => {
    const byHeader = await arm({ method: { fixed: 'POST' }, secretHeader: { fixed: 'header' } })
    expect((await post(byHeader.address.live, {}, { 'x-tailorbird-secret': '' })).status).toBe(401)
    const { secret } = await ola.api.triggers.renewSecret(byHeader.place)
    const call = (given: string) => post(byHeader.address.live, {}, { 'x-tailorbird-secret': given })
    await expect.poll(async () => (await call(secret)).status).toBe(202)
    expect((await call('guess')).status).toBe(401)
    const renewed = await ola.api.triggers.renewSecret(byHeader.place)
    await expect.poll(async () => (await call(secret)).status).toBe(401)
    expect((await call(renewed.secret)).status).toBe(202)
    expect(await ola.api.triggers.webhook(byHeader.place)).toMatchObject({ hasSecret: true })

    const signed = await arm({ method: { fixed: 'POST' }, secretHeader: { fixed: 'signature' } })
    const key = (await ola.api.triggers.renewSecret(signed.place)).secret
    const body = JSON.stringify({ title: 'Signed' })
    const signature = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`
    await expect
      .poll(async () => (await post(signed.address.live, body, { 'x-tailorbird-signature': signature })).status)
      .toBe(202)
    const changed = await post(signed.address.live, `${body} `, { 'x-tailorbird-signature': signature })
    expect(changed.status).toBe(401)
    expect(house.log()).not.toContain(key)
  })

  test('the same Idempotency-Key starts one run', async () => {
    const { address, flow } = await arm({ method: { fixed: 'POST' } })
    const call = () => post(address.live, { a: 1 }, { 'idempotency-key': 'order-7' })
    const answers = await Promise.all([call(), call(), call()])
    const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<{ runId: string }>))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(new Set(bodies.map(({ runId }) => runId)).size).toBe(1)
    expect(bodies.filter((body) => 'duplicate' in body)).toHaveLength(2)
    expect((await ola.api.runs.list({ flowId: flow.id })).runs).toHaveLength(1)
  })

  test('an Idempotency-Key that came with another call is refused in words, and starts nothing', async () => {
    const { address, flow } = await arm({ method: { fixed: 'POST' } })
    const call = (body: object) => post(address.live, body, { 'idempotency-key': 'order-8' })
    const first = (await (await call({ a: 1, price: 1.5 })).json()) as { runId: string }
    expect(await (await call({ price: 1.5, a: 1 })).json()).toEqual({ duplicate: true, runId: first.runId })
    const other = await call({ a: 2, price: 1.5 })
    expect(other.status).toBe(422)
    expect(await other.json()).toMatchObject({
      type: 'tailorbird:key-of-another-call',
      detail: expect.stringContaining('give each event a key of its own'),
    })
    expect((await ola.api.runs.list({ flowId: flow.id })).runs).toHaveLength(1)
  })

  test('the test address keeps its last call for a test and starts nothing', async () => {
    const { address, flow, place } = await arm({ method: { fixed: 'POST' } })
    expect(await ola.api.triggers.testCall(place)).toBeNull()
    expect((await post(address.test, { title: 'Try' })).status).toBe(202)
    const call = await ola.api.triggers.testCall(place)
    expect(call?.output).toMatchObject({ body: { title: 'Try' }, method: 'POST' })
    expect((await ola.api.runs.list({ flowId: flow.id })).runs).toEqual([])
    const run = await ola.api.runs.test({ flowId: flow.id, graph: flow.draft, event: { sample: {} } })
    expect((await ola.api.runs.get({ id: run.id })).steps[0]?.output).toMatchObject({ body: { title: 'Try' } })
  })

  test('paused, it says so, and works again when resumed', async () => {
    const { address, flow } = await arm({ method: { fixed: 'POST' } })
    const [trigger] = await ola.api.triggers.list({ flowId: flow.id })
    const id = trigger?.id ?? ''
    await ola.api.triggers.pause({ id })
    await expect.poll(async () => (await post(address.live, {})).status).toBe(503)
    await ola.api.triggers.resume({ id })
    await expect.poll(async () => (await post(address.live, {})).status).toBe(202)
  })
})
