import type { Account } from '../world/accounts.ts'
import type { DmEvent } from '../world/direct-messages.ts'
import type { Post } from '../world/post.ts'
import type { World } from '../world/world.ts'
import { badRequest, notHere } from './control-route.ts'
import { composePost } from '../world/compose-post.ts'
import { judgeText } from '../api/call/judge-text.ts'
import { sendDm } from '../world/send-dm.ts'

/** The account of that name, or 404 with the names there are. */
export function accountNamed(world: World, username: string): Account {
  const account = world.accounts.byName(username)
  if (account) return account
  const names = world.accounts.all().map((one) => one.username)
  throw notHere(`There is no account “${username}”. There are: ${names.join(', ')}.`)
}

/** Somebody posts by hand: length is judged as on X, plan rules and the duplicate window are not. */
export function speak(
  world: World,
  wish: { username: string; text: string; inReplyTo?: string | undefined; quotes?: string | undefined },
): Post {
  const author = accountNamed(world, wish.username)
  const repliesTo = wish.inReplyTo === undefined ? undefined : postById(world, wish.inReplyTo)
  const quotes = wish.quotes === undefined ? undefined : postById(world, wish.quotes)
  if (!wish.text.trim()) throw badRequest('Write something first.')
  judgeText(wish.text, { long: author.verified, repliesTo, world })
  return composePost(world, { author, text: wish.text, repliesTo, quotes })
}

/** Somebody writes to somebody by hand. */
export function whisper(world: World, wish: { from: string; to: string; text: string }): DmEvent {
  const [sender, recipient] = [accountNamed(world, wish.from), accountNamed(world, wish.to)]
  if (sender.id === recipient.id) throw badRequest('A message needs two different accounts.')
  if (!wish.text.trim()) throw badRequest('Write something first.')
  return sendDm(world, { sender, to: [recipient], text: wish.text, media: [] })
}

export function postById(world: World, id: string): Post {
  const post = world.posts.byId(id)
  if (post) return post
  throw notHere(`There is no post ${id}; it may have been deleted.`)
}
