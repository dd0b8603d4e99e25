import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineWriteAction } from '@tailorbird/flow/node/node-type'
import { X_PRICES, dollars } from '@tailorbird/x-rules/prices'
import type { TweetV2PostTweetResult } from 'twitter-api-v2'
import { type XAccount, xAccount } from './account.ts'
import { asXFailure } from './failures.ts'
import { type PostIntent, findOwnPost } from './find-own-post.ts'
import { postIdIn } from './post-id.ts'
import { checkMedia, uploadMedia } from './media.ts'
import { said } from './words.ts'

export const createPost = defineWriteAction({
  type: 'x.create-post',
  title: 'Create Post',
  summary: 'Publishes a post on X, with up to four images, a GIF or a video.',
  group: 'X',
  icon: 'x',
  keywords: ['tweet', 'publish', 'send', 'picture', 'image', 'media'],
  sentence: 'Post {text} as {account}',
  notes: [`X charges ${dollars(X_PRICES.post)} for a post and ${dollars(X_PRICES.postWithLink)} for one with a link.`],
  effect: 'writes',
  actsAs: 'account',
  needsOneOf: ['text', 'media'],
  params: {
    account: field.alias({
      label: 'Post as',
      hint: 'The alias decides, in each environment, which account posts.',
      opens: xAccount,
      scopes: ['tweet.read', 'users.read', 'tweet.write'],
      initial: 'x_message',
    }),
    text: field.postText({ label: 'Text', placeholder: 'What shall be posted? Type $ for data.', optional: true }),
    media: field.files({
      label: 'Media',
      hint: 'Up to four images, or one GIF, or one video.',
      max: 4,
      optional: true,
    }),
    mediaAccount: field.alias({
      label: 'Upload media as',
      hint: 'Empty: the same alias as the post. It must lead to the same account.',
      opens: xAccount,
      scopes: ['media.write'],
      optional: true,
      advanced: true,
    }),
  },
  output: {
    id: field.text({ label: 'Post id' }),
    text: field.text({ label: 'Text as X has it' }),
    edit_history_tweet_ids: field.list({ label: 'Edit history', of: field.text({ label: 'Post id' }) }),
    url: field.text({ label: 'Link to the post' }),
  },

  async prepare({ params: { account, mediaAccount = account, text, media = [] }, files }): Promise<PostIntent> {
    checkMedia(media, 'media')
    // A token near its end is renewed now, so that nothing slow stands between the intent and the call.
    await account.grant.credential()
    if (media.length > 0 && mediaAccount.id !== account.id) {
      const usernames = { media: mediaAccount.username, message: account.username }
      throw new Failure(said('x.media-account', usernames), { field: 'mediaAccount' })
    }
    const media_ids = await uploadMedia(mediaAccount, media, files)
    return {
      body: { ...(text !== undefined && { text }), ...(media_ids.length > 0 && { media: { media_ids } }) },
      postsAt: account.linkTo(''),
    }
  },

  async send({ params: { account } }, { body }, resent) {
    try {
      const { data } = await account.call('writes', (x) => x.v2.post<TweetV2PostTweetResult>('tweets', body))
      return asOutput(account, { ...data, edit_history_tweet_ids: historyOf(data) })
    } catch (error) {
      throw resent ? doubtDuplicate(error, account) : error
    }
  },

  async verify({ params: { account } }, doubt) {
    const verdict = await findOwnPost(account, doubt)
    return 'found' in verdict ? { found: asOutput(account, verdict.found) } : verdict
  },

  settling: {
    asks: 'The line broke while this was sent, and X does not show clearly whether it arrived. Look at the account’s posts, then say what is true.',
    happened: 'It was posted, go on',
    says: {
      post: field.text({
        label: 'It is there: address or id of the post',
        placeholder: 'https://x.com/you/status/…',
        maxLength: 500,
      }),
    },
  },
  settled({ intent: { body, postsAt = ANYBODY }, says: { post } }) {
    const id = postIdIn(post)
    return { id, text: body.text ?? '', edit_history_tweet_ids: [id], url: `${postsAt}${id}` }
  },

  ledger: (_, { body }) => ({ what: 'post', summary: body.text ?? 'media only' }),
})

/** Where X shows a post whoever has made it: what is intended keeps the account's own address since version 0.2. */
const ANYBODY = 'https://x.com/i/status/'

interface Posted {
  id: string
  text: string
  edit_history_tweet_ids: string[]
}

const asOutput = (account: XAccount, { id, text, edit_history_tweet_ids }: Posted) => ({
  id,
  text,
  edit_history_tweet_ids,
  url: account.linkTo(id),
})

/** X answers in the old or the new vocabulary, and sometimes with a list that holds only an empty text. */
function historyOf(data: object & { id: string }): string[] {
  const answer = data as { edit_history_post_ids?: string[]; edit_history_tweet_ids?: string[] }
  const ids = (answer.edit_history_post_ids ?? answer.edit_history_tweet_ids ?? []).filter((id) => id !== '')
  return ids.length > 0 ? ids : [data.id]
}

/** After a first attempt was not found, "duplicate" says that it is there after all: look again instead of failing. */
function doubtDuplicate(error: unknown, account: XAccount): unknown {
  const failure = asXFailure(error, {
    effect: 'writes',
    username: account.username,
    connectionId: account.grant.connectionId,
    now: new Date(),
  })
  return failure.data.code === 'x.duplicate' ? new Failure(failure.data, { outcome: 'unknown', cause: error }) : error
}
