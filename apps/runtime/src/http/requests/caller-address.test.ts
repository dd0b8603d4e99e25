import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { callerAddress, callerBlock } from './caller-address.ts'

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage

test('behind a proxy that is near, the caller is who that proxy says; the caller himself is not believed', () => {
  expect(callerAddress(from('127.0.0.1', '203.0.113.7'), true)).toBe('203.0.113.7')
  expect(callerAddress(from('::ffff:10.0.0.2', '198.51.100.1, 203.0.113.7'), true)).toBe('203.0.113.7')
  expect(callerAddress(from('fd00::2', '203.0.113.7, 192.168.0.1'), true)).toBe('203.0.113.7')
  expect(callerAddress(from('203.0.113.9', '198.51.100.1'), true)).toBe('203.0.113.9')
  expect(callerAddress(from('127.0.0.1'), true)).toBe('127.0.0.1')
  expect(callerAddress(from('127.0.0.1', 'nonsense'), true)).toBe('nonsense')
})

test('without a proxy, nobody is believed', () => {
  expect(callerAddress(from('127.0.0.1', '203.0.113.7'), false)).toBe('127.0.0.1')
})

test('an IPv4 address is one caller, of IPv6 the line that is given out', () => {
  expect(callerBlock('203.0.113.7')).toBe('203.0.113.7')
  expect(callerBlock('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(callerBlock('2001:db8:1:200::1')).toBe(callerBlock('2001:db8:1:2ff:1:2:3:4'))
  expect(callerBlock('2001:db8:1:200::1')).not.toBe(callerBlock('2001:db8:1:300::1'))
  expect(callerBlock('::1')).toBe(callerBlock('0:0:0:0::2'))
})
