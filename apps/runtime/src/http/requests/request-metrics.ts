import type { RequestHandler } from 'express'
import { Histogram, type Registry } from 'prom-client'
import { contract } from '@tailorbird/contract/contract'

/** Takes down how long a request took. */
export type Measure = (seconds: number, asked: { method: string; url: string; status: number }) => void

/** Where it is taken down. */
export function requestSeconds(registry: Registry): Measure {
  const seconds = new Histogram({
    name: 'tailorbird_request_seconds',
    help: 'How long requests took, in seconds.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  return (took, { method, url, status }) =>
    seconds.observe({ method, route: routeOf(url), status: String(status) }, took)
}

/** Measures the requests that pass. */
export function measureRequests(measure: Measure): RequestHandler {
  return ({ method, originalUrl: url }, res, next) => {
    const begun = performance.now()
    res.on('finish', () => measure((performance.now() - begun) / 1000, { method, url, status: res.statusCode }))
    next()
  }
}

/** The first word after `/api`, as far as it looks like one of ours: made-up addresses make no series of their own. */
function routeOf(url: string) {
  const path = url.split('?', 1)[0] ?? ''
  const [, word] = /^\/api\/([a-z-]{1,20})(\/|$)/.exec(path) ?? []
  if (word !== undefined) return KNOWN.has(word) ? `/api/${word}` : '/api/other'
  if (path.startsWith('/hooks/')) return '/hooks'
  return path === '/health' || path === '/metrics' ? path : 'page'
}

const KNOWN = new Set(
  Object.values(contract)
    .flatMap((group) => Object.values(group))
    .map((procedure) => procedure['~orpc'].route.path?.split('/')[1] ?? '')
    .concat('attachments'),
)
