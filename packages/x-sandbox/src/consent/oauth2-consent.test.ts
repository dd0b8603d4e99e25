import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { TwitterApi } from 'twitter-api-v2'
import { openSandbox } from '../testing/open-sandbox.ts'

const sandbox = openSandbox()
const callback = 'http://127.0.0.1:3000/connections/x/callback'
const verifier = 'a-verifier-of-at-least-forty-three-letters-012345'
const basic = `Basic ${Buffer.from('sandbox-client:sandbox-secret').toString('base64')}`

const asked = {
  response_type: 'code',
  client_id: 'sandbox-client',
  redirect_uri: callback,
  scope: 'tweet.read users.read offline.access',
  state: 'st&te',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}

const authorizePath = (params: Record<string, string>) =>
  `/i/oauth2/authorize?${new URLSearchParams(params).toString()}`

async function consent(form: Record<string, string>) {
  const answer = await sandbox.call('POST', '/i/oauth2/authorize', { form: { ...asked, ...form } })
  return { answer, back: new URL(answer.headers.get('location') ?? 'http://none/').searchParams }
}

async function code(more: Record<string, string> = {}): Promise<string> {
  const { back } = await consent({ account: 'maya_support', decision: 'approve', ...more })
  return back.get('code') ?? ''
}

const exchange = (form: Record<string, string>, headers: Record<string, string> = { authorization: basic }) =>
  sandbox.call('POST', '/2/oauth2/token', { form, headers })

const trade = (given: string) =>
  exchange({ grant_type: 'authorization_code', code: given, redirect_uri: callback, code_verifier: verifier })

test('the consent page names the app, every account and what the app may do', async () => {
  const page = await sandbox.call('GET', authorizePath(asked))
  expect(page.status).toBe(200)
  for (const words of ['Tailorbird trial app', 'Maya, Support', '@curious_reader', 'Stay connected', 'Deny']) {
    expect(page.text).toContain(words)
  }
})

test('approving leads back with a code and the state, and the code becomes tokens for the chosen account', async () => {
  const { answer, back } = await consent({ account: 'maya_support', decision: 'approve' })
  expect(answer.status).toBe(303)
  expect(back.get('state')).toBe('st&te')
  const token = await trade(back.get('code') ?? '')
  expect(token.json).toMatchObject({ token_type: 'bearer', expires_in: 7200, scope: asked.scope })
  const me = await sandbox.call('GET', '/2/users/me', { bearer: token.json.access_token })
  expect(me.json.data.username).toBe('maya_support')
})

test('denying leads back with access_denied and no code', async () => {
  const { back } = await consent({ account: 'maya_support', decision: 'deny' })
  expect(Object.fromEntries(back)).toEqual({ state: 'st&te', error: 'access_denied' })
})

test('a bad client, redirect, scope or a missing challenge gives a page in words and no redirect', async () => {
  const wrongs: Record<string, string>[] = [
    { client_id: 'nobody' },
    { redirect_uri: `${callback}/` },
    { redirect_uri: 'http://localhost:3000/connections/x/callback' },
    { redirect_uri: 'http://127.0.0.1:3000@evil.example/connections/x/callback' },
    { code_challenge: '' },
    { scope: 'tweet.read everything' },
  ]
  for (const wrong of wrongs) {
    const page = await sandbox.call('GET', authorizePath({ ...asked, ...wrong }))
    expect(page.status).toBe(400)
    expect(page.headers.get('location')).toBeNull()
    expect(page.text).toContain('cannot be connected')
    const posted = await consent({ ...wrong, account: 'maya_support', decision: 'approve' })
    expect(posted.answer.status).toBe(400)
  }
})

test('a registered redirect must match letter by letter', async () => {
  const uri = 'https://flows.example/back'
  await sandbox.control('POST', 'redirects', { uri })
  const ask = (redirect_uri: string) => consent({ redirect_uri, account: 'maya_support', decision: 'approve' })
  expect((await ask(uri)).answer.status).toBe(303)
  expect((await ask(`${uri}/`)).answer.status).toBe(400)
})

test('a code works once and for thirty seconds', async () => {
  const wrong = { error: 'invalid_request', error_description: 'Value passed for the authorization code was invalid.' }
  const first = await code()
  expect((await trade(first)).status).toBe(200)
  expect((await trade(first)).json).toEqual(wrong)
  const late = await code()
  await sandbox.control('POST', 'clock', { advanceSeconds: 31 })
  expect((await trade(late)).json).toEqual(wrong)
})

test('a wrong verifier or redirect spends the code and gives nothing', async () => {
  const form = { grant_type: 'authorization_code', redirect_uri: callback, code_verifier: verifier }
  expect((await exchange({ ...form, code: await code(), code_verifier: 'another' })).status).toBe(400)
  const elsewhere = await exchange({
    ...form,
    code: await code(),
    redirect_uri: 'http://127.0.0.1:1/connections/x/callback',
  })
  expect(elsewhere.json.error_description).toContain('did not match the uri')
})

test('the plain challenge method works and s256 in lower case as well', async () => {
  const plain = await code({ code_challenge: verifier, code_challenge_method: 'plain' })
  expect((await trade(plain)).status).toBe(200)
  expect((await trade(await code({ code_challenge_method: 's256' }))).status).toBe(200)
})

test('a confidential app needs its secret in the header, a public one only its id', async () => {
  const form = { grant_type: 'authorization_code', redirect_uri: callback, code_verifier: verifier }
  const missing = { error: 'unauthorized_client', error_description: 'Missing valid authorization header' }
  const without = await exchange({ ...form, code: await code(), client_id: 'sandbox-client' }, {})
  expect(without).toMatchObject({ status: 401, json: missing })
  const wrong = `Basic ${Buffer.from('sandbox-client:guess').toString('base64')}`
  expect((await exchange({ ...form, code: await code() }, { authorization: wrong })).json).toEqual(missing)
  const open = await code({ client_id: 'sandbox-public' })
  expect((await exchange({ ...form, code: open, client_id: 'sandbox-public' }, {})).status).toBe(200)
})

test('refreshing rotates, and a spent refresh token ends the whole family', async () => {
  const first = (await trade(await code())).json
  const refresh = (refresh_token: string) => exchange({ grant_type: 'refresh_token', refresh_token })
  const second = (await refresh(first.refresh_token)).json
  expect(second.refresh_token).not.toBe(first.refresh_token)
  const again = await refresh(first.refresh_token)
  expect(again).toMatchObject({ status: 400, json: { error_description: 'Value passed for the token was invalid.' } })
  expect((await refresh(second.refresh_token)).status).toBe(400)
  expect((await sandbox.call('GET', '/2/users/me', { bearer: second.access_token })).status).toBe(401)
})

test('an access token ends after two hours', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev')
  await sandbox.control('POST', 'clock', { advanceSeconds: 7199 })
  expect((await sandbox.call('GET', '/2/users/me', { bearer })).status).toBe(200)
  await sandbox.control('POST', 'clock', { advanceSeconds: 2 })
  expect((await sandbox.call('GET', '/2/users/me', { bearer })).json.title).toBe('Unauthorized')
})

test('a revoked token is refused', async () => {
  const token = await sandbox.bearer('tailorbird_dev')
  const revoked = await sandbox.call('POST', '/2/oauth2/revoke', { form: { token }, headers: { authorization: basic } })
  expect(revoked.json).toEqual({ revoked: true })
  expect((await sandbox.call('GET', '/2/users/me', { bearer: token })).status).toBe(401)
})

test('the product client goes the whole way: link, login, refresh, revoke', async () => {
  const client = new TwitterApi(
    { clientId: 'sandbox-client', clientSecret: 'sandbox-secret' },
    { httpAgent: sandbox.agent },
  )
  const link = client.generateOAuth2AuthLink(callback, { scope: ['tweet.read', 'users.read', 'offline.access'] })
  const params = Object.fromEntries(new URL(link.url).searchParams)
  const { back } = await consent({ ...params, account: 'tailorbird_hq', decision: 'approve' })
  const login = await client.loginWithOAuth2({
    code: back.get('code') ?? '',
    codeVerifier: link.codeVerifier,
    redirectUri: callback,
  })
  expect((await login.client.v2.me()).data.username).toBe('tailorbird_hq')
  const next = await client.refreshOAuth2Token(login.refreshToken ?? '')
  expect((await next.client.v2.me()).data.username).toBe('tailorbird_hq')
  await client.revokeOAuth2Token(next.accessToken, 'access_token')
  await expect(next.client.v2.me()).rejects.toMatchObject({ code: 401 })
})

test('an app-only bearer reads and may not act for anybody', async () => {
  const authorization = `Basic ${Buffer.from('sandbox-consumer-key:sandbox-consumer-secret').toString('base64')}`
  const form = { grant_type: 'client_credentials' }
  const token = (await sandbox.call('POST', '/oauth2/token', { form, headers: { authorization } })).json.access_token
  expect((await sandbox.call('GET', '/2/users/by/username/maya_support', { bearer: token })).status).toBe(200)
  const refused = await sandbox.call('POST', '/2/tweets', { bearer: token, body: { text: 'no' } })
  expect(refused).toMatchObject({ status: 403, json: { title: 'Unsupported Authentication' } })
  expect(refused.json.detail).toContain('endpoint.  Supported')
})

test('a token without the scope is refused without saying which', async () => {
  const bearer = await sandbox.bearer('tailorbird_dev', { scope: 'tweet.read users.read' })
  const refused = await sandbox.call('POST', '/2/tweets', { bearer, body: { text: 'no' } })
  expect(refused.json).toEqual({ title: 'Forbidden', type: 'about:blank', status: 403, detail: 'Forbidden' })
})

test('a page of another origin cannot approve', async () => {
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  const form = { ...asked, account: 'maya_support', decision: 'approve' }
  expect((await sandbox.call('POST', '/i/oauth2/authorize', { form, headers })).status).toBe(403)
})
