import { connect as openDatabase } from '@tailorbird/db/database'
import { auditLog } from '@tailorbird/db/schema/users'
import { emptyGraph } from '@tailorbird/flow/graph/graph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, startHouse } from '../../../../../test/support/house.ts'
import { type Person, refusalOf, signUp } from '../../../../../test/support/person.ts'
import { eventually } from '../../../../../test/support/sandbox-control.ts'
import { makeAnnouncements, setUpX, simpleGraph } from '../../../../../test/support/story.ts'

let house: House
let ola: Person
let tableId: string
beforeAll(async () => {
  house = await startHouse()
  ola = await signUp(house.url, house.ownerLink)
  await setUpX(ola)
  tableId = (await makeAnnouncements(ola)).id
})
afterAll(() => house?.stop())

const flowWith = (name: string) => ola.api.flows.create({ name, draft: simpleGraph(tableId) })

test('a draft saved over somebody else’s is refused and comes with what stands there', async () => {
  const flow = await flowWith('Two people')
  const saved = await ola.api.flows.saveDraft({ id: flow.id, draft: simpleGraph(tableId), revision: flow.revision })
  expect(saved).toMatchObject({ revision: 2, updatedBy: 'Ola Owner' })
  const response = await ola.ask(`/api/flows/${flow.id}/draft`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ draft: emptyGraph(), revision: flow.revision }),
  })
  expect(response.status).toBe(409)
  expect(await response.json()).toMatchObject({
    status: 409,
    type: 'tailorbird:changed-meanwhile',
    orpc: { defined: true, code: 'CONFLICT', data: { current: { id: flow.id, revision: 2 } } },
  })
  expect((await ola.api.flows.get({ id: flow.id })).draft.nodes).toHaveLength(2)
})

test('of many who save at once one wins', async () => {
  const flow = await flowWith('Race')
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, () => ola.api.flows.saveDraft({ id: flow.id, draft: simpleGraph(tableId), revision: 1 })),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await ola.api.flows.get({ id: flow.id })).revision).toBe(2)
})

test('an empty draft may stand over a full one, and a draft with problems is saved and not published', async () => {
  const flow = await flowWith('Emptied')
  await ola.api.flows.saveDraft({ id: flow.id, draft: emptyGraph(), revision: 1 })
  const refusal = await refusalOf(ola.api.flows.publish({ id: flow.id, revision: 2 }))
  expect(refusal).toMatchObject({
    status: 422,
    type: 'tailorbird:flow-has-problems',
    problems: [{ code: 'graph.empty' }],
  })
  expect(await ola.api.flows.versions({ id: flow.id })).toEqual([])
})

test('publishing numbers versions, makes none twice, and refuses a draft that nobody has seen', async () => {
  const flow = await flowWith('Versions')
  const first = await ola.api.flows.publish({ id: flow.id, revision: 1, note: 'first' })
  expect(first).toMatchObject({ number: 1, note: 'first', createdBy: 'Ola Owner' })
  expect((await ola.api.flows.publish({ id: flow.id, revision: 1 })).id).toBe(first.id)
  const draft = simpleGraph(tableId)
  for (const node of draft.nodes) node.label = `${node.label}!`
  await ola.api.flows.saveDraft({ id: flow.id, draft, revision: 1 })
  expect(await refusalOf(ola.api.flows.publish({ id: flow.id, revision: 1 }))).toMatchObject({
    status: 409,
    type: 'tailorbird:flow-changed',
  })
  expect(await ola.api.flows.publish({ id: flow.id, revision: 2 })).toMatchObject({ number: 2 })
  expect((await ola.api.flows.versions({ id: flow.id })).map(({ number }) => number)).toEqual([2, 1])
  expect((await ola.api.flows.version({ id: first.id })).graph).toEqual(simpleGraph(tableId))
})

test('deploys what can run there, and stops it again', async () => {
  const flow = await flowWith('At work')
  const { id: versionId } = await ola.api.flows.publish({ id: flow.id, revision: 1 })
  const at = { id: flow.id, environment: 'production', versionId }
  const working = await ola.api.flows.deploy({ ...at, enabled: true })
  expect(working.deployments).toEqual([{ environment: 'production', versionId, versionNumber: 1, enabled: true }])
  expect(working.triggers).toMatchObject([{ environment: 'production', nodeId: 'start' }])
  await ola.api.records.create({ tableId, values: { title: 'Starts a run' } })
  await eventually(async () => {
    const summary = (await ola.api.flows.list({})).find(({ id }) => id === flow.id)
    expect(summary?.lastRun).toMatchObject({ status: 'succeeded' })
  })
  expect((await ola.api.flows.deploy({ ...at, enabled: false })).triggers).toEqual([])
  const summary = (await ola.api.flows.list({})).find(({ id }) => id === flow.id)
  expect(summary).toMatchObject({ nodeCount: 2, deployments: [{ enabled: false }] })
})

test('refuses to deploy where an alias leads nowhere, a version of another flow, and an environment that is not there', async () => {
  const flow = await flowWith('Nowhere')
  const other = await flowWith('Other')
  const { id: versionId } = await ola.api.flows.publish({ id: flow.id, revision: 1 })
  const { id: foreign } = await ola.api.flows.publish({ id: other.id, revision: 1 })
  const alias = (await ola.api.aliases.list({})).find(({ name }) => name === 'x_message')
  const bound = alias?.bindings.find(({ environment }) => environment === 'production')?.connectionId ?? ''
  const binding = { id: alias?.id ?? '', environment: 'production' }
  await ola.api.aliases.setBinding({ ...binding, connectionId: null })
  const refusal = await refusalOf(
    ola.api.flows.deploy({ id: flow.id, environment: 'production', versionId, enabled: true }),
  )
  expect(refusal.problems?.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'alias.unbound', nodeId: 'post', field: 'account' },
  ])
  expect(await ola.api.flows.problems({ id: flow.id, environment: 'production' })).toMatchObject(refusal.problems ?? [])
  await ola.api.aliases.setBinding({ ...binding, connectionId: bound })
  expect(
    (
      await refusalOf(
        ola.api.flows.deploy({ id: flow.id, environment: 'production', versionId: foreign, enabled: true }),
      )
    ).status,
  ).toBe(404)
  expect(
    (await refusalOf(ola.api.flows.deploy({ id: flow.id, environment: 'staging', versionId, enabled: true }))).status,
  ).toBe(404)
  expect((await ola.api.flows.get({ id: flow.id })).deployments).toEqual([])
})

test('a deleted flow stops and is gone; what it uses is known until then', async () => {
  const flow = await flowWith('Doomed')
  const { id: versionId } = await ola.api.flows.publish({ id: flow.id, revision: 1 })
  await ola.api.flows.deploy({ id: flow.id, environment: 'development', versionId, enabled: true })
  const alias = (await ola.api.aliases.list({})).find(({ name }) => name === 'x_message')
  const uses = async () =>
    [
      ...(await ola.api.aliases.usage({ id: alias?.id ?? '' })),
      ...(await ola.api.tables.usage({ id: tableId })),
    ].filter(({ id }) => id === flow.id).length
  expect(await uses()).toBe(2)
  expect((await refusalOf(ola.api.aliases.remove({ id: alias?.id ?? '' }))).type).toBe('tailorbird:alias-in-use')
  await ola.api.flows.remove({ id: flow.id })
  expect(await uses()).toBe(0)
  expect((await refusalOf(ola.api.flows.get({ id: flow.id }))).status).toBe(404)
  expect((await refusalOf(ola.api.flows.saveDraft({ id: flow.id, draft: emptyGraph(), revision: 1 }))).status).toBe(404)
  expect((await refusalOf(ola.api.flows.remove({ id: flow.id }))).status).toBe(404)
})

test('who did what is written down', async () => {
  const db = openDatabase(house.databaseUrl)
  const actions = new Set((await db.select().from(auditLog)).map(({ action }) => action))
  await db.$client.end()
  for (const action of [
    'x-app.created',
    'connection.connected',
    'alias.created',
    'alias.bound',
    'flow.published',
    'flow.enabled',
    'flow.disabled',
    'flow.removed',
  ]) {
    expect(actions).toContain(action)
  }
})

test('the next times of a schedule, and a schedule that makes no sense', async () => {
  const { next } = await ola.api.schedules.preview({
    schedule: { every: 'day', at: '09:00', timeZone: 'Europe/Vienna' },
  })
  expect(next).toHaveLength(5)
  const wrong = await refusalOf(
    ola.api.schedules.preview({ schedule: { every: 'day', at: '09:00', timeZone: 'Mars' } }),
  )
  expect(wrong).toMatchObject({ status: 422, errors: [{ path: 'schedule' }] })
})
