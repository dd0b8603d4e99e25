import type { IncomingHttpHeaders } from 'node:http'

/** Which of X's doors a request knocks at. On loopback every door is open at one address. */
export type Door = 'api' | 'web' | 'upload' | 'loopback' | 'unknown'

const doors = new Map<string, Door>([
  ['api.x.com', 'api'],
  ['api.twitter.com', 'api'],
  ['x.com', 'web'],
  ['twitter.com', 'web'],
  ['upload.x.com', 'upload'],
  ['upload.twitter.com', 'upload'],
  ['127.0.0.1', 'loopback'],
  ['localhost', 'loopback'],
  ['[::1]', 'loopback'],
])

/** Anything but X's names and loopback is `unknown`: a page elsewhere may point its own name at 127.0.0.1. */
export function doorOf(host: string): Door {
  return doors.get(host.replace(/:\d+$/, '')) ?? 'unknown'
}

/**
 * Whether a browser page of another origin sent this. Programs send neither header and pass;
 * browsers always send one with a form or a fetch that changes something.
 */
export function isCrossOrigin(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = headers
  return origin !== undefined && origin !== `http://${headers.host}`
}
