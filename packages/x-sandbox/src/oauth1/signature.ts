import { createHmac } from 'node:crypto'

/** RFC 3986: also `! * ' ( )` are escaped, which `encodeURIComponent` leaves alone. */
export function escapeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(/[!*'()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

export interface Signing {
  method: string
  /** Scheme, host and path, e.g. `https://api.x.com/2/tweets`. */
  url: string
  /** Query, `oauth_*` and form fields; without the signature. */
  params: readonly (readonly [string, string])[]
  consumerSecret: string
  tokenSecret: string
}

/** The HMAC-SHA1 signature of RFC 5849, base64. */
export function signatureOf(signing: Signing): string {
  const pairs = signing.params.map(([name, value]) => `${escapeRfc3986(name)}=${escapeRfc3986(value)}`)
  const sorted = pairs.toSorted((a, b) => comparePairs(a, b)).join('&')
  const base = [signing.method, signing.url, sorted].map(escapeRfc3986).join('&')
  const key = `${escapeRfc3986(signing.consumerSecret)}&${escapeRfc3986(signing.tokenSecret)}`
  return createHmac('sha1', key).update(base).digest('base64')
}

/** By name, then by value: `a=1` stands before `a1=0` although `=` sorts after `1`. */
function comparePairs(a: string, b: string): number {
  const [nameA = '', valueA = ''] = a.split('=')
  const [nameB = '', valueB = ''] = b.split('=')
  if (nameA !== nameB) return nameA < nameB ? -1 : 1
  return valueA < valueB ? -1 : valueA > valueB ? 1 : 0
}

/** The parameters of an `Authorization: OAuth ...` header. Null when it is not one. */
export function parseOAuthHeader(header: string): Map<string, string> | null {
  if (!/^OAuth\s/i.test(header)) return null
  const params = new Map<string, string>()
  for (const part of header.slice(6).split(',')) {
    const found = /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(part)
    if (!found?.[1]) continue
    try {
      params.set(decodeURIComponent(found[1]), decodeURIComponent(found[2] ?? ''))
    } catch {
      return null
    }
  }
  return params
}
