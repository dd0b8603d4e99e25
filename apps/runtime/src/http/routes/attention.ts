import { markSeen, readAttention } from '../../attention/read-attention.ts'
import { signedIn } from '../context/context.ts'

const { list, seen } = signedIn.attention

export const attention = {
  list: list.handler(({ context: { house, user } }) => readAttention(house.db, user.id)),

  seen: seen.handler(async ({ input: { at }, context: { house, user } }) => {
    await markSeen(house.db, { userId: user.id, at })
    return readAttention(house.db, user.id)
  }),
}
