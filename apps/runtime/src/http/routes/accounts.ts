import { limitAccount, pauseAccount, resumeAccount } from '../../accounts/change-account.ts'
import { listAccounts, showAccount } from '../../accounts/show-accounts.ts'
import { signedIn } from '../context/context.ts'

const { list, limit, pause, resume } = signedIn.accounts

export const accounts = {
  list: list.handler(({ context: { house } }) => listAccounts(house.db)),

  limit: limit.handler(async ({ input: { id, ...limits }, context: { house, user } }) => {
    const { username } = await showAccount(house.db, id)
    await limitAccount(house.db, { accountId: id, username, userId: user.id, ...limits })
    return showAccount(house.db, id)
  }),

  pause: pause.handler(async ({ input: { id, why = null }, context: { house, user } }) => {
    const { username } = await showAccount(house.db, id)
    await pauseAccount(house.db, { accountId: id, username, userId: user.id, why })
    return showAccount(house.db, id)
  }),

  resume: resume.handler(async ({ input: { id, waiting }, context: { house, user } }) => {
    const { username } = await showAccount(house.db, id)
    await resumeAccount(house.db, { accountId: id, username, userId: user.id, waiting })
    return showAccount(house.db, id)
  }),
}
