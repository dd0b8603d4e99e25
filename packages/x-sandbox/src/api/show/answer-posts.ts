import type { Call } from '../call/call.ts'
import type { pageOf } from '../call/paging.ts'
import type { Post } from '../../world/post.ts'
import type { Reading } from '../call/reading.ts'
import type { Reply } from '../../http/reply.ts'
import { charge, prices } from '../call/credits.ts'
import { includesOf } from './includes.ts'
import { json } from '../../http/reply.ts'
import { metaOf } from '../call/paging.ts'
import { showPost } from './show-post.ts'

/** A page of posts: `data` and `includes` only when there is something in them, `meta` always. */
export function answerPosts(call: Call, page: ReturnType<typeof pageOf<Post>>, reading: Reading): Reply {
  const { world, app, user } = call
  for (const post of page.items) charge(app, post.authorId === user?.id ? prices.ownItem : prices.item)
  return json(200, {
    ...(page.items.length > 0 ? { data: page.items.map((post) => showPost(world, post, reading)) } : {}),
    ...includesOf(world, page.items, reading),
    meta: metaOf(page),
  })
}
