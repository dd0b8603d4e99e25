import { expect, test } from 'vitest'
import { TwitterApi } from 'twitter-api-v2'
import { accountIds, openSandbox } from '../testing/open-sandbox.ts'
import { escapeRfc3986, parseOAuthHeader, signatureOf } from './signature.ts'

const sandbox = openSandbox()
const app = { appKey: 'sandbox-consumer-key', appSecret: 'sandbox-consumer-secret' }

const keys = (username: keyof typeof accountIds, more: Partial<typeof app> & { accessSecret?: string } = {}) =>
  new TwitterApi(
    {
      ...app,
      accessToken: `${accountIds[username]}-sandbox-token`,
      accessSecret: `${username}-sandbox-token-secret`,
      ...more,
    },
    { httpAgent: sandbox.agent },
  )

test('the four fixed keys of an account work, with awkward characters too', async () => {
  const client = keys('tailorbird_dev')
  expect((await client.v2.me()).data.username).toBe('tailorbird_dev')
  await client.v2.tweet("Stitches! *(it's)* ~ 100% & more")
  const found = await client.v2.search("it's", { max_results: 10 })
  expect(found.tweets).toHaveLength(1)
})

test('a wrong secret is refused as unauthorized', async () => {
  await expect(keys('tailorbird_dev', { accessSecret: 'guess' }).v2.me()).rejects.toMatchObject({ code: 401 })
  await expect(keys('tailorbird_dev', { appSecret: 'guess' }).v2.me()).rejects.toMatchObject({ code: 401 })
})

test('a read-only app may read and not write', async () => {
  const client = keys('tailorbird_dev', {
    appKey: 'sandbox-readonly-consumer-key',
    appSecret: 'sandbox-readonly-consumer-secret',
  })
  expect((await client.v2.me()).data.username).toBe('tailorbird_dev')
  await expect(client.v2.tweet('no')).rejects.toMatchObject({
    code: 403,
    data: { type: 'https://api.x.com/2/problems/oauth1-permissions' },
  })
})

test('three legs with a callback connect the account that agreed', async () => {
  const client = new TwitterApi(app, { httpAgent: sandbox.agent })
  const link = await client.generateAuthLink('http://127.0.0.1:3000/connections/x/callback')
  const form = { oauth_token: link.oauth_token, account: 'maya_support', decision: 'approve' }
  const decided = await sandbox.call('POST', '/oauth/authorize', { form })
  const back = new URL(decided.headers.get('location') ?? '').searchParams
  const waiting = new TwitterApi(
    { ...app, accessToken: link.oauth_token, accessSecret: link.oauth_token_secret },
    { httpAgent: sandbox.agent },
  )
  const login = await waiting.login(back.get('oauth_verifier') ?? '')
  expect(login).toMatchObject({ screenName: 'maya_support', userId: accountIds.maya_support })
  expect((await login.client.v2.me()).data.username).toBe('maya_support')
})

test('PIN mode shows a PIN, and only the right one connects', async () => {
  const client = new TwitterApi(app, { httpAgent: sandbox.agent })
  const link = await client.generateAuthLink('oob')
  const form = { oauth_token: link.oauth_token, account: 'maya_support', decision: 'approve' }
  const page = await sandbox.call('POST', '/oauth/authorize', { form })
  const pin = /aria-label="PIN">(\d{7})</.exec(page.text)?.[1] ?? ''
  const waiting = new TwitterApi(
    { ...app, accessToken: link.oauth_token, accessSecret: link.oauth_token_secret },
    { httpAgent: sandbox.agent },
  )
  await expect(waiting.login('0000000')).rejects.toMatchObject({ code: 401 })
  expect((await waiting.login(pin)).screenName).toBe('maya_support')
})

test('denying goes back with the denied token, and a foreign callback is refused', async () => {
  const client = new TwitterApi(app, { httpAgent: sandbox.agent })
  const link = await client.generateAuthLink('http://127.0.0.1:3000/connections/x/callback')
  const form = { oauth_token: link.oauth_token, account: 'maya_support', decision: 'deny' }
  const denied = await sandbox.call('POST', '/oauth/authorize', { form })
  expect(denied.headers.get('location')).toContain(`denied=${link.oauth_token}`)
  await expect(client.generateAuthLink('https://evil.example/')).rejects.toMatchObject({ code: 403 })
})

/** A signed header made here, so that time and nonce can be chosen. */
function header(url: string, oauth: Record<string, string>): string {
  const params = {
    oauth_consumer_key: app.appKey,
    oauth_token: `${accountIds.tailorbird_dev}-sandbox-token`,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_version: '1.0',
    ...oauth,
  }
  const oauth_signature = signatureOf({
    method: 'GET',
    url,
    params: Object.entries(params),
    consumerSecret: app.appSecret,
    tokenSecret: 'tailorbird_dev-sandbox-token-secret',
  })
  const pairs = Object.entries({ ...params, oauth_signature })
  return `OAuth ${pairs.map(([name, value]) => `${escapeRfc3986(name)}="${escapeRfc3986(value)}"`).join(', ')}`
}

test('on loopback the signature covers the http address; a used nonce or a stale time is refused', async () => {
  const url = `${sandbox.url}/2/users/me`
  const now = String(Math.floor(Date.now() / 1000))
  const ask = async (authorization: string) =>
    (await sandbox.call('GET', '/2/users/me', { headers: { authorization } })).status
  const good = header(url, { oauth_nonce: 'one', oauth_timestamp: now })
  expect(await ask(good)).toBe(200)
  expect(await ask(good)).toBe(401)
  expect(await ask(header(url, { oauth_nonce: 'two', oauth_timestamp: String(Number(now) - 3600) }))).toBe(401)
  expect(await ask(header('https://api.x.com/2/users/me', { oauth_nonce: 'three', oauth_timestamp: now }))).toBe(401)
})

test('the signature of the example in RFC 5849 comes out the same', () => {
  const oauth = parseOAuthHeader(
    'OAuth realm="Photos", oauth_consumer_key="dpf43f3p2l4k3l03", oauth_token="nnch734d00sl2jdk", ' +
      'oauth_signature_method="HMAC-SHA1", oauth_timestamp="137131202", oauth_nonce="chapoH"',
  )
  oauth?.delete('realm')
  const signature = signatureOf({
    method: 'GET',
    url: 'http://photos.example.net/photos',
    params: [['file', 'vacation.jpg'], ['size', 'original'], ...(oauth ?? [])],
    consumerSecret: 'kd94hf93k423kf44',
    tokenSecret: 'pfkkdhi9sl3r4s00',
  })
  expect(signature).toBe('MdpQcU8iPSUjWoN/UDMsK2sui9I=')
})
