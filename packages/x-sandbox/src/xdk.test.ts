import { Client } from '@xdevplatform/xdk'
import { expect, test } from 'vitest'
import { accountIds, openSandbox } from './testing/open-sandbox.ts'
import { tinyPng } from './testing/tiny-media.ts'

// X's own SDK: written by others than our client, so that both cannot share one mistake with the sandbox.
const sandbox = openSandbox()
const me = accountIds.tailorbird_dev

async function client(): Promise<Client> {
  return new Client({ accessToken: await sandbox.bearer('tailorbird_dev'), baseUrl: sandbox.url })
}

test('X’s SDK says who it is, posts, reads in the newer words and deletes', async () => {
  const x = await client()
  expect((await x.users.getMe()).data?.username).toBe('tailorbird_dev')
  expect((await x.users.getByUsername('maya_support')).data?.id).toBe(accountIds.maya_support)
  const made = await x.posts.create({ text: 'From the SDK' })
  const id = made.data?.id ?? ''
  const posts = await x.users.getPosts(me, { postFields: ['public_metrics', 'created_at'] })
  expect(posts.data?.[0]).toMatchObject({ id, publicMetrics: { repostCount: 0 } })
  expect((await x.posts.delete(id)).data?.deleted).toBe(true)
})

test('X’s SDK uploads in base64 chunks, describes and posts a picture', async () => {
  const x = await client()
  const bytes = tinyPng(8, 8)
  const started = await x.media.initializeUpload({
    mediaType: 'image/png',
    mediaCategory: 'tweet_image',
    totalBytes: bytes.length,
  })
  const id = started.data?.id ?? ''
  await x.media.appendUpload(id, { segmentIndex: 0, media: bytes.toString('base64') })
  expect((await x.media.finalizeUpload(id)).data?.size).toBe(bytes.length)
  await x.media.createMetadata({ id, metadata: { altText: { text: 'Grey' } } })
  await x.posts.create({ text: 'Picture', media: { mediaIds: [id] } })
  const { posts } = await sandbox.control('GET', 'posts')
  expect(posts[0].media[0]).toMatchObject({ id, altText: 'Grey', type: 'image/png' })
})

test('X’s SDK sends a message and searches', async () => {
  const x = await client()
  const sent = await x.directMessages.createByParticipantId(accountIds.maya_support, { text: 'Hello' })
  expect(sent.data).toHaveProperty('dmEventId')
  await x.posts.create({ text: 'A needle in hay' })
  expect((await x.posts.searchRecent('needle')).data?.[0]?.text).toBe('A needle in hay')
})
