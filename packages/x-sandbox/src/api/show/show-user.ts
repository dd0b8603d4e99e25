import type { Account } from '../../world/accounts.ts'
import type { Reading } from '../call/reading.ts'
import type { World } from '../../world/world.ts'
import { openedAt } from '../../world/accounts.ts'

/** An account as the API answers it: `id`, `name` and `username` always, the rest when asked for. */
export function showUser(world: World, account: Account, reading: Reading): Record<string, unknown> {
  const shown: Record<string, unknown> = { id: account.id, name: account.name, username: account.username }
  const own = world.posts.by(account.id)
  const mostRecent = own.at(-1)?.id
  const fields: Record<string, () => unknown> = {
    created_at: () => openedAt(account),
    description: () => account.description,
    profile_image_url: () => `${world.origin}/avatars/${account.username}.svg`,
    protected: () => false,
    verified: () => account.verified,
    verified_type: () => (account.verified ? 'blue' : 'none'),
    receives_your_dm: () => account.acceptsDms,
    most_recent_tweet_id: () => mostRecent,
    most_recent_post_id: () => mostRecent,
    public_metrics: () => metricsOf(world, account, own.length, reading.words === 'current'),
  }
  for (const name of [...reading.user, ...reading.expansions]) {
    const value = fields[name]?.()
    if (value !== undefined) shown[name] = value
  }
  return shown
}

/** Followers are not part of the small X: everybody sees everybody. */
function metricsOf(world: World, account: Account, posts: number, current: boolean): Record<string, number> {
  const others = world.accounts.all().length - 1
  return {
    followers_count: others,
    following_count: others,
    [current ? 'post_count' : 'tweet_count']: posts,
    listed_count: 0,
    like_count: world.likes.by(account.id).length,
    // Only the newer document has it.
    ...(current ? { media_count: world.posts.by(account.id).filter((post) => post.mediaIds.length > 0).length } : {}),
  }
}
