import { bindAlias, createAlias, findAlias, listAliases, removeAlias } from '../../connections/aliases.ts'
import { flowsUsing } from '../../flows/flows-using.ts'
import { inTheWay } from '../../ground/refusal.ts'
import { signedIn } from '../context/context.ts'
import type { HttpDeps } from '../context/http-deps.ts'
import { said } from '../../words/said.ts'

const { list, create, setBinding, usage, remove } = signedIn.aliases

export const aliases = {
  list: list.handler(({ context: { deps, caller } }) => listAliases(caller, deps.db)),
  create: create.handler(({ input, context: { deps, user } }) =>
    createAlias(deps.db, { name: input.name, userId: user.id }),
  ),

  setBinding: setBinding.handler(async ({ input, context: { deps, user } }) => {
    const alias = await bindAlias(deps.db, { ...input, userId: user.id })
    deps.grants.forget()
    return alias
  }),

  usage: usage.handler(({ input, context: { deps } }) => flowsWith(deps, input.id)),

  remove: remove.handler(async ({ input, context: { deps, user } }) => {
    const [flow, ...more] = await flowsWith(deps, input.id)
    if (flow) {
      throw inTheWay(
        'alias-in-use',
        more.length > 0
          ? said('alias.used-by-more', { flow: flow.name, more: more.length })
          : said('alias.used', { flow: flow.name }),
      )
    }
    await removeAlias(deps.db, { id: input.id, userId: user.id })
    deps.grants.forget()
    return {}
  }),
}

async function flowsWith({ db }: HttpDeps, aliasId: string) {
  const { name } = await findAlias(db, aliasId)
  return flowsUsing(db, 'alias', name)
}
