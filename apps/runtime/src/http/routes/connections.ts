import { removeConnection, renameConnection, testConnection } from '../../connections/change-connection.ts'
import { connectWithKeys } from '../../connections/connect-with-keys.ts'
import { beginConsent, showConsent } from '../../connections/consent-attempts.ts'
import { listAliases } from '../../connections/aliases.ts'
import { listConnections, showConnection } from '../../connections/show-connection.ts'
import { flowsUsing } from '../../flows/flows-using.ts'
import { signedIn } from '../context/context.ts'

const { list, beginConsent: begin, consent, createWithKeys, test, rename, usage, remove } = signedIn.connections

export const connections = {
  list: list.handler(({ context: { house } }) => listConnections(house.db, house.vault)),
  beginConsent: begin.handler(({ input, context: { house, user } }) =>
    beginConsent(house, { ...input, userId: user.id }),
  ),
  consent: consent.handler(({ input, context: { house, user } }) =>
    showConsent(house, { id: input.id, userId: user.id }),
  ),

  createWithKeys: createWithKeys.handler(async ({ input, context: { house, user } }) => {
    const id = await connectWithKeys(house, { ...input, userId: user.id })
    house.grants.forget()
    await house.runner.connectionRestored(id)
    return showConnection(house.db, house.vault, id)
  }),

  test: test.handler(async ({ input, context: { house } }) => {
    const result = await testConnection(house, house.grants, input.id)
    if (result.ok) await house.runner.connectionRestored(input.id)
    return result
  }),

  rename: rename.handler(({ input, context: { house, user } }) =>
    renameConnection(house, { ...input, userId: user.id }),
  ),

  usage: usage.handler(async ({ input, context: { house } }) => {
    await showConnection(house.db, house.vault, input.id)
    const bound = (await listAliases(house.db)).filter(({ bindings }) =>
      bindings.some(({ connectionId }) => connectionId === input.id),
    )
    const flows = (await Promise.all(bound.map(({ name }) => flowsUsing(house.db, 'alias', name)))).flat()
    const aliases = bound.map(({ id, name }) => ({ kind: 'alias' as const, id, name }))
    return [...aliases, ...new Map(flows.map((flow) => [flow.id, flow])).values()]
  }),

  remove: remove.handler(async ({ input, context: { house, user } }) => {
    await removeConnection(house, { id: input.id, userId: user.id })
    house.grants.forget()
    return {}
  }),
}
