import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../config.ts'
import { Refusal } from '../refusal.ts'

/** Headers that keep pages to themselves: no script but ours, no frame around us, images from here and X's avatars only. */
export function securityHeaders({ publicUrl, sandboxUrl }: Pick<Config, 'publicUrl' | 'sandboxUrl'>): RequestHandler {
  const secure = publicUrl.startsWith('https:')
  const [files, answers] = [lean(secure), lean(secure, SHOWS_NOTHING)]
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

/** What a page is made of: never a document of its own, so the rules for documents need not travel with each. */
const FILE = /^\/assets\/[\w.-]+\.(js|css|woff2)$/
/** JSON, of the API and of webhooks. Not the API's page at `/api`, and not what somebody uploaded. */
const ANSWER = /^\/(api\/(?!attachments\/)|hooks\/)./
const SHOWS_NOTHING = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } }

function lean(strictTransportSecurity: boolean, contentSecurityPolicy: typeof SHOWS_NOTHING | false = false) {
  return helmet({
    contentSecurityPolicy,
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

/** Refuses requests under names that are not ours: a website whose name was pointed at this machine (DNS rebinding). */
export function requireOwnHost(publicUrl: string): RequestHandler {
  const own = new Set([new URL(publicUrl).hostname, '127.0.0.1', 'localhost', '[::1]'])
  return (req, _res, next) => {
    const host = req.get('host') ?? ''
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
    next(own.has(name) ? undefined : foreignHost(publicUrl))
  }
}

const foreignHost = (publicUrl: string) =>
  new Refusal({
    status: 403,
    type: 'foreign-host',
    title: 'Not reached by this name',
    detail: `Tailorbird is reached at ${publicUrl}. If it shall be reached by another name, set TAILORBIRD_PUBLIC_URL.`,
  })
