import { z } from 'zod'
import type { ControlRoute } from './control-route.ts'
import { accountNamed, postById, speak, whisper } from './speak.ts'
import { composeRepost } from '../world/compose-post.ts'
import { describeAccount, describeMessage, describePost } from './describe.ts'
import { json } from '../http/reply.ts'
import { readControl } from './control-route.ts'

const accountSchema = z.strictObject({ acceptsDms: z.boolean().optional(), verified: z.boolean().optional() })
const postSchema = z.strictObject({
  username: z.string(),
  text: z.string(),
  in_reply_to: z.string().optional(),
  quotes: z.string().optional(),
})
const messageSchema = z.strictObject({ from: z.string(), to: z.string(), text: z.string() })
const engagementSchema = z.strictObject({ username: z.string(), post: z.string() })

/** What people on the small X are and do. */
export const peopleRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/sandbox/accounts',
    run: ({ sandbox: { world } }) =>
      json(200, { accounts: world.accounts.all().map((account) => describeAccount(world, account)) }),
  },
  {
    method: 'PATCH',
    path: '/sandbox/accounts/:username',
    run({ sandbox: { world }, incoming, params }) {
      const account = accountNamed(world, params['username'] ?? '')
      const wish = readControl(incoming, accountSchema)
      account.acceptsDms = wish.acceptsDms ?? account.acceptsDms
      account.verified = wish.verified ?? account.verified
      world.changed()
      return json(200, describeAccount(world, account))
    },
  },
  {
    method: 'GET',
    path: '/sandbox/posts',
    run({ sandbox: { world }, incoming }) {
      const username = incoming.query.get('username')
      const posts = username ? world.posts.by(accountNamed(world, username).id) : world.posts.all()
      return json(200, { posts: posts.toReversed().map((post) => describePost(world, post)) })
    },
  },
  {
    method: 'POST',
    path: '/sandbox/posts',
    run({ sandbox: { world }, incoming }) {
      const { username, text, in_reply_to, quotes } = readControl(incoming, postSchema)
      return json(201, describePost(world, speak(world, { username, text, inReplyTo: in_reply_to, quotes })))
    },
  },
  {
    method: 'DELETE',
    path: '/sandbox/posts/:id',
    run({ sandbox: { world }, params }) {
      world.posts.remove(postById(world, params['id'] ?? '').id)
      world.changed()
      return json(200, { deleted: true })
    },
  },
  {
    method: 'POST',
    path: '/sandbox/likes',
    run({ sandbox: { world }, incoming }) {
      const { username, post } = readControl(incoming, engagementSchema)
      world.likes.add(accountNamed(world, username).id, postById(world, post).id)
      world.changed()
      return json(201, { liked: true })
    },
  },
  {
    method: 'POST',
    path: '/sandbox/reposts',
    run({ sandbox: { world }, incoming }) {
      const { username, post } = readControl(incoming, engagementSchema)
      const account = accountNamed(world, username)
      const source = postById(world, post)
      const repost = world.posts.repostBy(account.id, source.id) ?? composeRepost(world, account, source)
      return json(201, describePost(world, repost))
    },
  },
  {
    method: 'GET',
    path: '/sandbox/messages',
    run: ({ sandbox: { world } }) =>
      json(200, {
        messages: world.dms
          .dump()
          .events.toReversed()
          .map((event) => describeMessage(world, event)),
      }),
  },
  {
    method: 'POST',
    path: '/sandbox/messages',
    run({ sandbox: { world }, incoming }) {
      return json(201, describeMessage(world, whisper(world, readControl(incoming, messageSchema))))
    },
  },
]
