import { markSeen, readAttention } from '../../attention/read-attention.ts'
import { signedIn } from '../context/context.ts'

const { list, seen } = signedIn.attention

export const attention = {
  list: list.handler(({ context: { deps, user } }) => readAttention(deps.db, user.id)),

  seen: seen.handler(async ({ input: { at }, context: { deps, user } }) => {
    await markSeen(deps.db, { userId: user.id, at })
    return readAttention(deps.db, user.id)
  }),
}
