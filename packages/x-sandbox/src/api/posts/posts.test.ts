import { expect, test } from 'vitest'
import { accountIds, openSandbox } from '../../testing/open-sandbox.ts'

const sandbox = openSandbox()
const me = accountIds.tailorbird_dev

test('a post is created, read, listed and deleted', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const { data } = await client.v2.tweet('The first stitch')
  expect(data).toEqual({ id: data.id, text: 'The first stitch', edit_history_tweet_ids: [data.id] })
  const read = await client.v2.singleTweet(data.id, { 'tweet.fields': ['created_at', 'author_id', 'public_metrics'] })
  expect(read.data).toMatchObject({ id: data.id, author_id: me, public_metrics: { retweet_count: 0 } })
  expect((await client.v2.userTimeline(me)).tweets.map((post) => post.id)).toEqual([data.id])
  expect((await client.v2.deleteTweet(data.id)).data).toEqual({ deleted: true })
  const gone = await sandbox.call('GET', `/2/tweets/${data.id}`, { bearer: await sandbox.bearer('tailorbird_dev') })
  expect(gone.status).toBe(200)
  expect(gone.json.data).toBeUndefined()
  expect(gone.json.errors[0]).toMatchObject({ title: 'Not Found Error', value: data.id })
})

test('somebody else’s post cannot be deleted', async () => {
  const { id } = await sandbox.control('POST', 'posts', { username: 'maya_support', text: 'Mine' })
  const client = await sandbox.client('tailorbird_dev')
  await expect(client.v2.deleteTweet(id)).rejects.toMatchObject({ code: 403 })
})

test('the same words twice are refused, until the first are deleted or a day has passed', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const first = await client.v2.tweet('Once')
  await expect(client.v2.tweet('Once')).rejects.toMatchObject({
    code: 403,
    data: { detail: 'You are not allowed to create a Tweet with duplicate content.' },
  })
  await (await sandbox.client('maya_support')).v2.tweet('Once')
  await client.v2.deleteTweet(first.data.id)
  await client.v2.tweet('Once')
  await sandbox.control('POST', 'clock', { advanceSeconds: 24 * 3600 })
  await (await sandbox.client('tailorbird_dev')).v2.tweet('Once')
})

test('length is weighted: links count 23, emoji 2, and too much is refused', async () => {
  const client = await sandbox.client('tailorbird_dev')
  await client.v2.tweet('a'.repeat(280))
  await client.v2.tweet(`${'b'.repeat(256)} https://example.com/${'x'.repeat(300)}`)
  await client.v2.tweet('🧵'.repeat(140))
  for (const text of ['a'.repeat(281), '🧵'.repeat(141), '日'.repeat(141)]) {
    const refused = await client.v2.tweet(text).catch((error) => error)
    expect(refused).toMatchObject({ code: 400, data: { errors: [{ parameters: { text: [text] } }] } })
  }
})

test('text comes back escaped, with wrapped links and entities', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const { data } = await client.v2.tweet('<b> & "more" at example.com/a?b=1&c=2 @maya_support #sewing $TB')
  expect(data.text).toMatch(/^&lt;b&gt; &amp; "more" at https:\/\/t\.co\/\w{10} @maya_support #sewing \$TB$/)
  const { entities } = (await client.v2.singleTweet(data.id, { 'tweet.fields': ['entities'] })).data
  const place = ({ start, end }: { start: number; end: number }) => Array.from(data.text).slice(start, end).join('')
  expect(entities?.urls[0]).toMatchObject({ expanded_url: 'http://example.com/a?b=1&c=2' })
  expect(entities?.urls.map(place)[0]).toMatch(/^https:\/\/t\.co\/\w{10}$/)
  expect(entities?.mentions.map(place)).toEqual(['@maya_support'])
  expect(entities?.hashtags.map(place)).toEqual(['#sewing'])
  expect(entities?.cashtags.map(place)).toEqual(['$TB'])
})

test('bodies that X’s schema does not allow are refused with every reason', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev')
  const post = (body: object) => sandbox.call('POST', '/2/tweets', { bearer, body })
  const bodies = [
    { text: 'a', colour: 'red' },
    { text: 7 },
    {},
    { text: '   ' },
    { text: 'a', poll: { options: ['one'], duration_minutes: 5 } },
    { text: 'a', poll: { options: ['one', 'two'], duration_minutes: 4 } },
    { text: 'a', reply: {} },
    { text: 'a', media: { media_ids: ['x'] } },
    { text: 'a', media: { media_ids: ['1'] } },
    { text: 'a', reply_settings: 'nobody' },
    { text: 'a', poll: { options: ['one', 'two'], duration_minutes: 5 }, quote_tweet_id: '1' },
  ]
  for (const body of bodies) {
    expect({ body, ...(await post(body)) }).toMatchObject({ body, status: 400, json: { title: 'Invalid Request' } })
  }
  const both = await post({ colour: 1, text: 7 })
  expect(both.json.errors).toHaveLength(2)
  const form = await sandbox.call('POST', '/2/tweets', { bearer, form: { text: 'a' } })
  expect(form.status).toBe(400)
})

test('a timeline pages through everything once, and since_id gives only what is new', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const ids: string[] = []
  for (let index = 0; index < 12; index++) ids.unshift((await client.v2.tweet(`Post ${index}`)).data.id)
  const seen: string[] = []
  const timeline = await client.v2.userTimeline(me, { max_results: 5 })
  expect(timeline.meta).toMatchObject({ result_count: 5, newest_id: ids[0], oldest_id: ids[4] })
  for await (const post of timeline) seen.push(post.id)
  expect(seen).toEqual(ids)
  const fresh = await client.v2.userTimeline(me, { since_id: ids[2] ?? '' })
  expect(fresh.tweets.map((post) => post.id)).toEqual(ids.slice(0, 2))
  const bearer = await sandbox.bearer('tailorbird_dev')
  const none = await sandbox.call('GET', `/2/users/${me}/tweets?since_id=${ids[0]}`, { bearer })
  expect(none.json).toEqual({ meta: { result_count: 0 } })
  const second = await sandbox.call('GET', `/2/users/${me}/tweets?max_results=5`, { bearer })
  const next = await sandbox.call(
    'GET',
    `/2/users/${me}/tweets?max_results=5&pagination_token=${second.json.meta.next_token}`,
    { bearer },
  )
  const back = await sandbox.call(
    'GET',
    `/2/users/${me}/tweets?max_results=5&pagination_token=${next.json.meta.previous_token}`,
    { bearer },
  )
  expect(back.json.meta.newest_id).toBe(ids[0])
})

test('replies and reposts can be left out, and bad parameters are named', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const root = await client.v2.tweet('Root')
  await client.v2.reply('Answer to myself', root.data.id)
  await client.v2.retweet(me, root.data.id)
  const all = await client.v2.userTimeline(me, { 'tweet.fields': ['referenced_tweets'] })
  expect(all.tweets.map((post) => post.referenced_tweets?.[0]?.type)).toEqual(['retweeted', 'replied_to', undefined])
  expect(all.tweets[0]?.text).toBe('RT @tailorbird_dev: Root')
  const few = await client.v2.userTimeline(me, { exclude: ['replies', 'retweets'] })
  expect(few.tweets.map((post) => post.text)).toEqual(['Root'])
  const bearer = await sandbox.bearer('tailorbird_dev')
  for (const query of [
    'max_results=4',
    'max_results=101',
    'since_id=x',
    'colour=red',
    'tweet.fields=colour',
    'pagination_token=zzz',
  ]) {
    const refused = await sandbox.call('GET', `/2/users/${me}/tweets?${query}`, { bearer })
    expect({ query, ...refused }).toMatchObject({ query, status: 400, json: { title: 'Invalid Request' } })
  }
})

test('the answer speaks the words of the question', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev')
  await sandbox.call('POST', '/2/tweets', { bearer, body: { text: 'Words' } })
  const ask = async (fields: string) =>
    (await sandbox.call('GET', `/2/users/${me}/tweets?${fields}`, { bearer })).json.data[0]
  expect(await ask('tweet.fields=public_metrics')).toHaveProperty('public_metrics.retweet_count')
  expect(await ask('post.fields=public_metrics')).toHaveProperty('public_metrics.repost_count')
  expect(await ask('post.fields=public_metrics')).toHaveProperty('edit_history_post_ids')
  await sandbox.control('PUT', 'vocabulary', { current: true })
  expect(await ask('tweet.fields=public_metrics')).toHaveProperty('public_metrics.repost_count')
})

test('replies need a call on self-serve plans, and show up as mentions', async () => {
  const { id } = await sandbox.control('POST', 'posts', { username: 'maya_support', text: 'Talking to nobody' })
  const client = await sandbox.client('tailorbird_dev')
  await expect(client.v2.reply('Hello', id)).rejects.toMatchObject({ code: 403 })
  const call = await sandbox.control('POST', 'posts', { username: 'maya_support', text: 'Hi @tailorbird_dev' })
  const reply = await client.v2.reply('Hello', call.id)
  const mentions = await (
    await sandbox.client('maya_support')
  ).v2.userMentionTimeline(accountIds.maya_support, {
    expansions: ['author_id', 'referenced_tweets.id'],
  })
  expect(mentions.tweets.map((post) => post.id)).toEqual([reply.data.id])
  expect(mentions.includes.users.map((user) => user.username)).toEqual(['tailorbird_dev'])
  await expect(client.v2.reply('Late', '1')).rejects.toMatchObject({ data: { detail: /deleted or not visible/ } })
})

test('plans decide about likes, quotes, cashtags and credits', async () => {
  const { id } = await sandbox.control('POST', 'posts', { username: 'maya_support', text: 'Like me' })
  const client = await sandbox.client('tailorbird_dev')
  await expect(client.v2.like(me, id)).rejects.toMatchObject({ code: 403 })
  await expect(client.v2.quote('See', id)).rejects.toMatchObject({ code: 403 })
  await expect(client.v2.tweet('$AAA and $BBB')).rejects.toMatchObject({ code: 403 })
  await sandbox.control('PUT', 'plan', { plan: 'enterprise' })
  expect((await client.v2.like(me, id)).data).toEqual({ liked: true })
  expect((await client.v2.like(me, id)).data).toEqual({ liked: true })
  await client.v2.quote('See', id)
  expect((await sandbox.control('GET', 'posts?username=maya_support')).posts[0].likedBy).toEqual(['tailorbird_dev'])
  await sandbox.control('PUT', 'plan', { plan: 'payg', credits: 0.2 })
  await client.v2.tweet('A link costs 20 cents: example.com')
  await expect(client.v2.tweet('And now?')).rejects.toMatchObject({ code: 402, data: { title: 'Payment Required' } })
})

test('reposting twice is refused, and only for oneself', async () => {
  const { id } = await sandbox.control('POST', 'posts', { username: 'maya_support', text: 'Spread me' })
  const client = await sandbox.client('tailorbird_dev')
  await client.v2.retweet(me, id)
  await expect(client.v2.retweet(me, id)).rejects.toMatchObject({ code: 400 })
  await expect(client.v2.retweet(accountIds.maya_support, id)).rejects.toMatchObject({ code: 400 })
  expect((await client.v2.unretweet(me, id)).data).toEqual({ retweeted: false })
  await client.v2.retweet(me, id)
})

test('search finds replies of a conversation, words, and nothing older than a week', async () => {
  const client = await sandbox.client('tailorbird_dev')
  const root = await client.v2.tweet('Question about sewing')
  await sandbox.control('POST', 'posts', { username: 'maya_support', text: 'An answer', in_reply_to: root.data.id })
  const find = async (query: string) =>
    (await client.v2.search(query, { max_results: 10 })).tweets.map((post) => post.text)
  expect(await find(`conversation_id:${root.data.id} is:reply`)).toEqual(['An answer'])
  expect(await find('sewing OR answer -from:tailorbird_dev')).toEqual(['An answer', 'Question about sewing'])
  expect(await find('(sewing OR answer) -from:tailorbird_dev')).toEqual(['An answer'])
  expect(await find('"about sewing"')).toEqual(['Question about sewing'])
  expect(await find('nothing')).toEqual([])
  for (const query of ['is:reply', 'colour:red', '(open', 'a)']) {
    await expect(client.v2.search(query)).rejects.toMatchObject({ code: 400 })
  }
  await sandbox.control('POST', 'clock', { advanceSeconds: 8 * 24 * 3600 })
  const later = await sandbox.client('tailorbird_dev')
  expect((await later.v2.search('sewing', { max_results: 10 })).tweets).toEqual([])
  await expect(later.v2.search('sewing', { since_id: root.data.id })).rejects.toMatchObject({ code: 400 })
})
