import type { Endpoint } from '../call/call.ts'
import { json } from '../../http/reply.ts'
import { readScopes } from '../call/call.ts'
import { refusals } from '../call/refusals.ts'

export const deletePost: Endpoint = {
  method: 'DELETE',
  path: '/2/tweets/:id',
  auth: 'user',
  scopes: [...readScopes, 'tweet.write'],
  level: 'write',
  run({ world, user, params }) {
    const id = params['id'] ?? ''
    const post = world.posts.byId(id)
    if (post && post.authorId !== user.id) throw refusals.deleteNotOwner()
    if (world.posts.remove(id)) world.changed()
    // Also when it was gone already: deleting is idempotent.
    return json(200, { data: { deleted: true } })
  },
}
