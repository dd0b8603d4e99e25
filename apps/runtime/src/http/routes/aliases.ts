import { bindAlias, createAlias, findAlias, listAliases, removeAlias } from '../../connections/aliases.ts'
import { flowsUsing } from '../../flows/flows-using.ts'
import { inTheWay } from '../../ground/refusal.ts'
import { signedIn } from '../context/context.ts'
import type { House } from '../context/house.ts'

const { list, create, setBinding, usage, remove } = signedIn.aliases

export const aliases = {
  list: list.handler(({ context }) => listAliases(context.house.db)),
  create: create.handler(({ input, context: { house, user } }) =>
    createAlias(house.db, { name: input.name, userId: user.id }),
  ),

  setBinding: setBinding.handler(async ({ input, context: { house, user } }) => {
    const alias = await bindAlias(house.db, { ...input, userId: user.id })
    house.grants.forget()
    return alias
  }),

  usage: usage.handler(({ input, context: { house } }) => flowsWith(house, input.id)),

  remove: remove.handler(async ({ input, context: { house, user } }) => {
    const [flow, ...more] = await flowsWith(house, input.id)
    if (flow) {
      const others = more.length > 0 ? ` and ${more.length} more` : ''
      throw inTheWay('alias-in-use', `This alias is used by "${flow.name}"${others}. Choose another alias there first.`)
    }
    await removeAlias(house.db, { id: input.id, userId: user.id })
    house.grants.forget()
    return {}
  }),
}

async function flowsWith({ db }: House, aliasId: string) {
  const { name } = await findAlias(db, aliasId)
  return flowsUsing(db, 'alias', name)
}
