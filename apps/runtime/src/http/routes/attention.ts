import { markSeen, readAttention } from '../../attention/read-attention.ts'
import { signedIn } from '../context/context.ts'

const { list, seen } = signedIn.attention

export const attention = {
  list: list.handler(({ context: { deps, caller } }) => readAttention(caller, deps.db)),

  seen: seen.handler(async ({ input: { at }, context: { deps, caller } }) => {
    await markSeen(caller, deps.db, at)
    return readAttention(caller, deps.db)
  }),
}
