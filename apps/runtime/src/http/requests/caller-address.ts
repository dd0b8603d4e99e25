import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** This machine and private networks: where a proxy that speaks https for us may stand. */
const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('169.254.0.0', 16)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fe80::', 10, 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

/** The address a request comes from, as `express` finds it with `trust proxy`: behind proxies that are near, what the
 *  first of them says. */
export function callerAddress({ socket, headers }: IncomingMessage, behindProxy: boolean): string {
  let address = socket.remoteAddress ?? ''
  if (!behindProxy) return address
  const before = String(headers['x-forwarded-for'] ?? '').split(',')
  while (isNear(address)) {
    const next = before.pop()?.trim()
    if (!next) break
    address = next
  }
  return address
}

/** What one caller has for itself: an address, or of IPv6 the 56 bits that a line is given. */
export function callerBlock(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIP(plain) !== 6) return plain
  const [left = '', right] = plain.split('::')
  const [before, after] = [left.split(':').filter(Boolean), right?.split(':').filter(Boolean) ?? []]
  const gap = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  const [a, b, c, d = '0'] = [...before, ...gap, ...after].map((group) => Number.parseInt(group, 16).toString(16))
  return [a, b, c, d.padStart(4, '0').slice(0, 2)].join(':')
}

function isNear(address: string) {
  const plain = address.replace(/^::ffff:/i, '')
  const version = isIP(plain)
  return version !== 0 && near.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}
