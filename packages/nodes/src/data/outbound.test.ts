import { afterEach, expect, test } from 'vitest'
import { allowHosts, isInside, outboundLookup, outboundUrl } from './outbound.ts'
import { says } from '../testing/says.ts'

afterEach(() => allowHosts([]))

test('knows this machine and this network, however they are written', () => {
  const inside = [
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '198.18.0.1'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', 'fe80::1', 'fc00::1'],
    ...['fd12:3456::1', 'ff02::1', '2002:7f00:1::', '2001:db8::1', '2001::1', 'not an address'],
  ]
  expect(inside.filter((address) => !isInside(address))).toEqual([])
  const outside = ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001:81b::200e']
  expect(outside.filter(isInside)).toEqual([])
})

test('refuses addresses that lead inside, before anything is looked up', () => {
  const spellings = ['http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://017700000001/']
  for (const url of [...spellings, 'http://[::1]/', 'http://[::ffff:7f00:1]/', 'http://169.254.169.254/latest'])
    expect(says(() => outboundUrl(url))).toContain('must not reach')
})

test('refuses what is no web address, and secrets in it', () => {
  for (const url of ['file:///etc/passwd', 'ftp://example.com', 'gopher://example.com', 'javascript:1'])
    expect(says(() => outboundUrl(url))).toContain('Only addresses with https://')
  expect(says(() => outboundUrl('example'))).toContain('no web address')
  expect(says(() => outboundUrl('https://ada:secret@example.com'))).toContain('must not stand in the address')
})

test('a name that leads inside is refused when the connection asks for it', async () => {
  const ask = (url: string) =>
    new Promise((resolve) => {
      outboundLookup(new URL(url))('localhost', { all: true }, (error, found) =>
        resolve(error ? says(() => rethrow(error)) : found),
      )
    })
  expect(await ask('http://localhost:81/')).toContain('must not reach')
  allowHosts(['localhost:80'])
  expect(await ask('http://localhost:81/')).toContain('must not reach')
  expect(await ask('http://localhost/')).toEqual(expect.arrayContaining([expect.objectContaining({ family: 4 })]))
})

function rethrow(error: Error): never {
  throw error
}

test('an administrator can allow a host, with or without its port', () => {
  allowHosts(['127.0.0.1:8080', ' 10.0.0.1 ', ''])
  expect(outboundUrl('http://127.0.0.1:8080/x').host).toBe('127.0.0.1:8080')
  expect(outboundUrl('https://10.0.0.1/').host).toBe('10.0.0.1')
  expect(says(() => outboundUrl('http://127.0.0.1:8081/'))).toContain('must not reach')
})
