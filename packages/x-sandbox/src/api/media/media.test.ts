import { expect, test } from 'vitest'
import { accountIds, openSandbox } from '../../testing/open-sandbox.ts'
import { tinyGif, tinyMp4, tinyPng } from '../../testing/tiny-media.ts'

const sandbox = openSandbox()
const png = { media_type: 'image/png' as never, media_category: 'tweet_image' } as const

test('a picture in several chunks is posted with its description', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const bytes = tinyPng(40, 30, 2_500_000)
  const id = await client.v2.uploadMedia(bytes, png)
  await client.v2.createMediaMetadata(id, { alt_text: { text: 'A grey patch' } })
  const { data } = await client.v2.tweet('With a picture', { media: { media_ids: [id] } })
  expect(data.text).toMatch(/^With a picture https:\/\/t\.co\/\w{10}$/)
  const read = await client.v2.singleTweet(data.id, {
    expansions: ['attachments.media_keys'],
    'media.fields': ['alt_text', 'url', 'width', 'height'],
  })
  expect(read.includes?.media?.[0]).toMatchObject({ type: 'photo', alt_text: 'A grey patch', width: 40, height: 30 })
  const file = await fetch(read.includes?.media?.[0]?.url ?? '')
  expect(file.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true)
})

test('a text that calls itself PNG is refused at finalize', async () => {
  const client = await sandbox.client('tailorbird_dev')
  await expect(client.v2.uploadMedia(Buffer.from('no picture'), png)).rejects.toMatchObject({ code: 400 })
})

test('five megabytes are the most for a picture, and missing chunks are noticed', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev')
  const post = (path: string, body: object) => sandbox.call('POST', `/2/media/upload${path}`, { bearer, body })
  const start = (total_bytes: number) =>
    post('/initialize', { media_type: 'image/png', media_category: 'tweet_image', total_bytes })
  expect((await start(5 * 1024 * 1024 + 1)).status).toBe(400)
  const { id } = (await start(100)).json.data
  await post(`/${id}/append`, { segment_index: 1, media: Buffer.alloc(100).toString('base64') })
  expect((await post(`/${id}/finalize`, {})).status).toBe(400)
})

test('a video is worked on, may fail, and may be refused in a post though it succeeded', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const upload = (bytes: Buffer) =>
    client.v2.uploadMedia(bytes, { media_type: 'video/mp4' as never, media_category: 'tweet_video' })
  const good = await upload(tinyMp4(2000))
  await client.v2.tweet('A video', { media: { media_ids: [good] } })
  await expect(upload(Buffer.from('no video'))).rejects.toThrow(/processing failed/)
  const endless = await upload(tinyMp4(200_000))
  await expect(client.v2.tweet('Too long', { media: { media_ids: [endless] } })).rejects.toMatchObject({
    data: { errors: [{ message: 'Your media IDs are invalid.' }] },
  })
})

test('states go from pending over in_progress to succeeded on the sandbox’s clock', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev')
  await sandbox.control('POST', 'faults', { fault: 'slow-media', delayMs: 60_000, times: 1 })
  const once = await sandbox.call('POST', '/2/media/upload', {
    bearer,
    body: { media: tinyMp4(2000).toString('base64'), media_category: 'tweet_video' },
  })
  const { id, processing_info } = once.json.data
  expect(processing_info.state).toBe('pending')
  expect(processing_info.check_after_secs).toBeGreaterThan(0)
  const stateAfter = async (advanceSeconds: number) => {
    await sandbox.control('POST', 'clock', { advanceSeconds })
    const status = await sandbox.call('GET', `/2/media/upload?command=STATUS&media_id=${id}`, { bearer })
    return status.json.data.processing_info.state
  }
  const post = () => sandbox.call('POST', '/2/tweets', { bearer, body: { text: 'v', media: { media_ids: [id] } } })
  expect((await post()).status).toBe(400)
  expect(await stateAfter(30)).toBe('in_progress')
  expect(await stateAfter(31)).toBe('succeeded')
  expect((await post()).status).toBe(201)
})

test('at most four pictures, or one GIF, or one video; one’s own, unexpired, for posts', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const pictures: string[] = []
  for (let index = 0; index < 4; index++) pictures.push(await client.v2.uploadMedia(tinyPng(), png))
  const gif = await client.v2.uploadMedia(tinyGif(), { media_type: 'image/gif' as never, media_category: 'tweet_gif' })
  const post = (ids: string[], text: string) => client.v2.tweet(text, { media: { media_ids: ids as never } })
  await expect(post([pictures[0] ?? '', gif], 'mixed')).rejects.toMatchObject({ code: 400 })
  await expect(post(['1'], 'unknown')).rejects.toMatchObject({ code: 400 })
  const other = await sandbox.client('maya_support')
  await expect(other.v2.tweet('theirs', { media: { media_ids: [gif] } })).rejects.toMatchObject({ code: 400 })
  await post(pictures, 'four')
  await post([gif], 'one gif')
  const late = await client.v2.uploadMedia(tinyPng(), png)
  await sandbox.control('POST', 'clock', { advanceSeconds: 24 * 3600 + 1 })
  const tomorrow = await sandbox.client('tailorbird_dev')
  await expect(tomorrow.v2.tweet('late', { media: { media_ids: [late] } })).rejects.toMatchObject({ code: 400 })
  expect((await sandbox.control('GET', 'posts?username=tailorbird_dev')).posts).toHaveLength(2)
})

test('uploading needs media.write', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev', { scope: 'tweet.read tweet.write users.read' })
  const refused = await sandbox.call('POST', '/2/media/upload/initialize', { bearer, body: {} })
  expect(refused.status).toBe(403)
  expect(accountIds.tailorbird_dev).toBeDefined()
})
