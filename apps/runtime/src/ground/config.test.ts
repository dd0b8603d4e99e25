import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

test('needs nothing', () => {
  expect(readConfig({}, '/somewhere')).toMatchObject({
    port: 4280,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:4280',
    callbackUrl: 'http://127.0.0.1:4280/connections/x/callback',
    dataFolder: '/somewhere/.tailorbird',
    databaseUrl: undefined,
    sandboxUrl: undefined,
    exitWithParent: false,
  })
})

test('derives the address that X calls back from the public one', () => {
  const { callbackUrl } = readConfig({ TAILORBIRD_PUBLIC_URL: 'https://flows.example.com/' })
  expect(callbackUrl).toBe('https://flows.example.com/connections/x/callback')
})

test('takes an empty value for none', () => {
  expect(readConfig({ TAILORBIRD_PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 4280, databaseUrl: undefined })
})

test.each([
  [{ TAILORBIRD_PORT: '99999' }, 'TAILORBIRD_PORT must be a port between 1 and 65535.'],
  [{ TAILORBIRD_PORT: '80a' }, 'TAILORBIRD_PORT must be a port'],
  [{ TAILORBIRD_PUBLIC_URL: 'flows.example.com' }, 'TAILORBIRD_PUBLIC_URL must be an address'],
  [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL must begin with postgres://'],
  [{ TAILORBIRD_KEY: 'c2hvcnQ=' }, 'TAILORBIRD_KEY must be 32 random bytes in base64'],
  [{ TAILORBIRD_SANDBOX_URL: 'http://sandbox.example.com' }, 'TAILORBIRD_SANDBOX_URL must be on this machine'],
  [{ TAILORBIRD_POLL_FLOOR_SECONDS: '0' }, 'TAILORBIRD_POLL_FLOOR_SECONDS must be a whole number of seconds'],
  [{ TAILORBIRD_LOG: 'loud' }, 'TAILORBIRD_LOG must be one of fatal, error'],
])('refuses %o in one sentence', (environment, sentence) => {
  expect(() => readConfig(environment)).toThrow(ConfigError)
  expect(() => readConfig(environment)).toThrow(sentence)
})
