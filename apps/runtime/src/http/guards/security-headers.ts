import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../../ground/config.ts'
import { ownHosts } from './own-host.ts'

/** Headers that keep pages to themselves: no script but ours, no frame around us, images from here and X's avatars only. */
export function securityHeaders({ publicUrl, sandboxUrl }: Pick<Config, 'publicUrl' | 'sandboxUrl'>): RequestHandler {
  const secure = publicUrl.startsWith('https:')
  const files = lean(secure)
  const lines = Object.entries(answerHeaders(secure))
  const answers: RequestHandler = (_req, res, next) => {
    for (const [name, value] of lines) res.setHeader(name, value)
    next()
  }
  const pages = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],

        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: [
          "'self'",
          'data:',
          'blob:',
          'https://pbs.twimg.com',
          ...(sandboxUrl === undefined ? [] : [sandboxUrl]),
        ],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    // The consent's window must stay connected with the page that opened it.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  return (req, res, next) => {
    const headers = FILE.test(req.path) ? files : ANSWER.test(req.path) ? answers : pages
    headers(req, res, next)
  }
}

/** What a page is made of, and the picture on its tab, which holds no script: the rules for documents need not travel with
 *  each. */
const FILE = /^\/(assets\/[\w.-]+\.(js|css|woff2)|icon\.svg)$/
/** JSON, of the API. Not the API's page at `/api`, and not what somebody uploaded. */
const ANSWER = /^\/api\/(?!attachments\/)./

/** The headers of what machines read: it shows nothing, and no other website may have it. */
export const answerHeaders = (secure: boolean): Record<string, string> => ({
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
})

function lean(strictTransportSecurity: boolean) {
  return helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
}

/** Refuses requests under names that are not ours. */
export function requireOwnHost(publicUrl: string): RequestHandler {
  const hosts = ownHosts(publicUrl)
  return (req, _res, next) => {
    hosts.refuseForeign(req.get('host'))
    next()
  }
}
