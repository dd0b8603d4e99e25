import { lookup as resolveName } from 'node:dns'
import { BlockList, type LookupFunction, isIP } from 'node:net'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Said } from '@tailorbird/flow/words/said'
import { said } from './words.ts'

/** Hosts inside the house that flows may reach all the same: `host` or `host:port`. Said once, when the runtime starts. */
export function allowHosts(hosts: readonly string[]): void {
  allowed = new Set(hosts.map((host) => host.trim().toLowerCase()).filter((host) => host !== ''))
}
let allowed: ReadonlySet<string> = new Set()

/** The address of a request, checked as far as that goes before its name is looked up. Throws `Failure`. */
export function outboundUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url) throw refused(said('http.url', { wrong: said('url.none', { url: text.slice(0, 200) }) }))
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused(said('http.url', { wrong: said('url.protocol', { protocol: url.protocol }) }))
  }
  if (url.username !== '' || url.password !== '') {
    throw refused(said('http.credentials'))
  }
  const host = bareHost(url)
  if (isIP(host) !== 0 && !isAllowed(url) && isInside(host)) throw inside(host)
  return url
}

/** Looks a name up for a connection and gives out only addresses that may be reached. It is asked by the connection
 *  itself, so the address that was judged is the one that is used: a name that changes in between gains nothing. */
export function outboundLookup(url: URL): LookupFunction {
  return (hostname, options, done) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return done(error ?? new Error(`${hostname} has no address.`), '')
      if (!isAllowed(url) && addresses.some(({ address }) => isInside(address))) return done(inside(hostname), '')
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
  }
}

const isAllowed = (url: URL) =>
  [bareHost(url), `${bareHost(url)}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`].some((host) =>
    allowed.has(host),
  )

const bareHost = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '').toLowerCase()

/** Whether an address leads to this machine, this network, or nowhere in particular. */
export function isInside(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return INSIDE.check(address, 'ipv4')
    case 6:
      // Only the public part of IPv6 is outside. That leaves out mapped IPv4, NAT64, link-local and unique-local ones.
      return !PUBLIC.check(address, 'ipv6') || INSIDE.check(address, 'ipv6')
    default:
      return true
  }
}

const INSIDE = new BlockList()
const INSIDE_IPV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** Inside the public part: Teredo and its neighbours, documentation, and 6to4, which carries IPv4 addresses. */
const INSIDE_IPV6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]
for (const [net, bits] of INSIDE_IPV4) INSIDE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of INSIDE_IPV6) INSIDE.addSubnet(net, bits, 'ipv6')
const PUBLIC = new BlockList()
PUBLIC.addSubnet('2000::', 3, 'ipv6')

const refused = (told: Said) => new Failure(told, { field: 'url' })

const inside = (host: string) => refused(said('http.inside', { host }))
