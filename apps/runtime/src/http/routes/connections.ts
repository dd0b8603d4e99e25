import { removeConnection, renameConnection, testConnection } from '../../connections/change-connection.ts'
import { connectWithKeys } from '../../connections/connect-with-keys.ts'
import { beginConsent, showConsent } from '../../connections/consent-attempts.ts'
import { listAliases } from '../../connections/aliases.ts'
import { listConnections, showConnection } from '../../connections/show-connection.ts'
import { flowsUsing } from '../../flows/flows-using.ts'
import { signedIn } from '../context/context.ts'

const { list, beginConsent: begin, consent, createWithKeys, test, rename, usage, remove } = signedIn.connections

export const connections = {
  list: list.handler(({ context: { deps, caller } }) => listConnections(caller, deps.db, deps.vault)),
  beginConsent: begin.handler(({ input, context: { deps, user } }) =>
    beginConsent(deps, { ...input, userId: user.id }),
  ),
  consent: consent.handler(({ input, context: { deps, user } }) =>
    showConsent(deps, { id: input.id, userId: user.id }),
  ),

  createWithKeys: createWithKeys.handler(async ({ input, context: { deps, user } }) => {
    const id = await connectWithKeys(deps, { ...input, userId: user.id })
    deps.grants.forget()
    await deps.runner.connectionRestored(id)
    return showConnection(deps.db, deps.vault, id)
  }),

  test: test.handler(async ({ input, context: { deps } }) => {
    const result = await testConnection(deps, deps.grants, input.id)
    if (result.ok) await deps.runner.connectionRestored(input.id)
    return result
  }),

  rename: rename.handler(({ input, context: { deps, user } }) => renameConnection(deps, { ...input, userId: user.id })),

  usage: usage.handler(async ({ input, context: { deps, caller } }) => {
    await showConnection(deps.db, deps.vault, input.id)
    const bound = (await listAliases(caller, deps.db)).filter(({ bindings }) =>
      bindings.some(({ connectionId }) => connectionId === input.id),
    )
    const flows = (await Promise.all(bound.map(({ name }) => flowsUsing(deps.db, 'alias', name)))).flat()
    const aliases = bound.map(({ id, name }) => ({ kind: 'alias' as const, id, name }))
    return [...aliases, ...new Map(flows.map((flow) => [flow.id, flow])).values()]
  }),

  remove: remove.handler(async ({ input, context: { deps, user } }) => {
    await removeConnection(deps, { id: input.id, userId: user.id })
    deps.grants.forget()
    return {}
  }),
}
