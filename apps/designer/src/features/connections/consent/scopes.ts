/** What X asks the account's owner to allow, in plain words. */
const WORDS: Record<string, { may: string; why: string }> = {
  'tweet.read': { may: 'read posts', why: 'To find posts, and to check whether a post of yours arrived.' },
  'users.read': { may: 'see who the account is', why: 'To show its name and picture here.' },
  'tweet.write': { may: 'post, delete and repost', why: 'For the Create Post node.' },
  'media.write': { may: 'upload images and videos', why: 'For posts with attachments.' },
  'offline.access': { may: 'stay connected', why: 'Else X would ask again every two hours.' },
  'like.read': { may: 'see likes', why: 'For nodes that look at likes.' },
  'like.write': { may: 'like posts', why: 'For nodes that like posts.' },
  'dm.read': { may: 'read direct messages', why: 'For nodes that wait for messages.' },
  'dm.write': { may: 'send direct messages', why: 'For nodes that send messages.' },
}

export const scopeInWords = (scope: string) => WORDS[scope]?.may ?? scope
export const whyScope = (scope: string) => WORDS[scope]?.why ?? ''

/** Without these Tailorbird can do nothing for an account. */
export const BASIC_SCOPES = ['tweet.read', 'users.read', 'tweet.write', 'media.write', 'offline.access']

/** What may be asked for besides, in bundles that make sense together. */
export const MORE_SCOPES = [
  { key: 'likes', label: 'Likes', scopes: ['like.read', 'like.write'] },
  { key: 'messages', label: 'Direct messages', scopes: ['dm.read', 'dm.write'] },
]
