import { limitAccount, pauseAccount, resumeAccount } from '../../accounts/change-account.ts'
import { listAccounts, showAccount } from '../../accounts/show-accounts.ts'
import { signedIn } from '../context/context.ts'

const { list, limit, pause, resume } = signedIn.accounts

export const accounts = {
  list: list.handler(({ context: { deps, caller } }) => listAccounts(caller, deps.db)),

  limit: limit.handler(async ({ input: { id, ...limits }, context: { deps, user } }) => {
    const { username } = await showAccount(deps.db, id)
    await limitAccount(deps.db, { accountId: id, username, userId: user.id, ...limits })
    return showAccount(deps.db, id)
  }),

  pause: pause.handler(async ({ input: { id, why = null }, context: { deps, user } }) => {
    const { username } = await showAccount(deps.db, id)
    await pauseAccount(deps.db, { accountId: id, username, userId: user.id, why })
    return showAccount(deps.db, id)
  }),

  resume: resume.handler(async ({ input: { id, waiting }, context: { deps, user } }) => {
    const { username } = await showAccount(deps.db, id)
    await resumeAccount(deps.db, { accountId: id, username, userId: user.id, waiting })
    return showAccount(deps.db, id)
  }),
}
