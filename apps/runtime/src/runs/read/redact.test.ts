import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test('what is called a secret is not shown, wherever it stands', () => {
  const told = {
    headers: [
      { name: 'Authorization', value: 'Bearer abc' },
      { key: 'X-Api-Key', value: { fixed: 'abc' } },
      { name: 'Accept', value: 'text/html' },
    ],
    body: { password: 'abc', client_secret: 'abc', access_token: { nested: 'abc' }, user: 'ann' },
  }
  expect(JSON.stringify(redact(told))).not.toContain('abc')
  expect(redact(told)).toMatchObject({ headers: [{}, {}, { value: 'text/html' }], body: { user: 'ann' } })
})

test('what only sounds like one stays', () => {
  const told = {
    next_token: '7140w',
    pagination_token: 'x',
    hasPassword: true,
    password: null,
    tokens: 3,
    text: 'secret',
  }
  expect(redact(told)).toEqual(told)
})
