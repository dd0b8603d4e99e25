import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, startHouse } from '../support/house.ts'
import { type Person, refusalOf, signUp } from '../support/person.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { makeAnnouncements, putToWork, simpleGraph } from '../support/story.ts'

let house: House
let ola: Person

beforeAll(async () => {
  house = await startHouse()
  ola = await signUp(house.url, house.ownerLink)
})
afterAll(() => house?.stop())

test('four keys connect an account, post as it, and wrong ones are refused in a sentence', async () => {
  const sandbox = sandboxControl(house.sandboxUrl)
  const app = await ola.api.xApps.createForSandbox({})
  const account = (await sandbox.accounts()).find(({ username }) => username === 'maya_support')
  if (!account) throw new Error('no account')
  const keys = { accessToken: `${account.id}-sandbox-token`, accessTokenSecret: 'maya_support-sandbox-token-secret' }
  const refusal = await refusalOf(
    ola.api.connections.createWithKeys({ appId: app.id, ...keys, accessTokenSecret: 'wrong' }),
  )
  expect(refusal.status).toBeGreaterThanOrEqual(400)
  expect(refusal.status).toBeLessThan(500)
  const connection = await ola.api.connections.createWithKeys({ appId: app.id, ...keys })
  expect(connection).toMatchObject({
    kind: 'oauth1',
    scopes: 'all',
    expiresAt: null,
    account: { username: 'maya_support' },
  })
  expect(await ola.api.connections.test({ id: connection.id })).toMatchObject({ ok: true })
  const alias = await ola.api.aliases.create({ name: 'x_message' })
  await ola.api.aliases.setBinding({ id: alias.id, environment: 'production', connectionId: connection.id })
  const { id: tableId } = await makeAnnouncements(ola)
  await putToWork(ola, { name: 'Announce', graph: simpleGraph(tableId) })
  await ola.api.records.create({ tableId, values: { title: 'Signed with four keys' } })
  await eventually(async () =>
    expect((await sandbox.posts('maya_support')).map(({ text }) => text)).toEqual(['Signed with four keys']),
  )
})
