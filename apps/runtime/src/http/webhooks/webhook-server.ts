import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import type { Config } from '../../ground/config.ts'
import { notFound } from '../../ground/refusal.ts'
import { type WebhookDeps, webhookHandlers } from './handle-webhook.ts'
import { problemOrReport } from '../errors/answer-error.ts'
import { callerAddress } from '../requests/caller-address.ts'
import { WebhookLimits } from './webhook-limits.ts'
import { ownHosts } from '../guards/own-host.ts'
import { pathForLog } from '../../ground/path-for-log.ts'
import { PROBLEM_TYPE } from '../errors/problem.ts'
import type { Measure } from '../requests/request-metrics.ts'
import { readBody } from '../requests/read-body.ts'
import { answerHeaders } from '../guards/security-headers.ts'
import { said } from '../../words/said.ts'

const LARGEST_BODY = 1024 * 1024

/** Whether a request is for a webhook. */
export const isForWebhook = ({ url = '' }: IncomingMessage) => /^\/hooks(?:[/?]|$)/i.test(url)

/** What stands below `/hooks`, on Node's own server: machines call here thousands of times a second, and what pages need
 *  of Express (sessions, negotiation, routes, a log of its own per request) was a sixth of the cost of a run. */
export function webhookServer(deps: WebhookDeps & { config: Config }) {
  const { config, log } = deps
  const secure = config.publicUrl.startsWith('https:')
  const headers = answerHeaders(secure)
  const hosts = ownHosts(config.publicUrl)
  const limits = new WebhookLimits()
  const answers = webhookHandlers(deps)
  let measure: Measure = () => undefined

  return {
    /** Answers one request. */
    answer: (req: IncomingMessage, res: ServerResponse) => void answer(req, res),
    /** Who is told how long each took. */
    measuredBy(told: Measure) {
      measure = told
    },
  }

  async function answer(req: IncomingMessage, res: ServerResponse) {
    const begun = performance.now()
    const { method = '', url = '' } = req
    const ip = callerAddress(req, secure)
    let status = 202
    try {
      hosts.refuseForeign(req.headers.host)
      const [, written, isTest] = /^\/hooks\/([^/?]+)(\/test)?\/?(?:\?|$)/i.exec(url) ?? []
      if (written === undefined) throw notFound(said('not-found.address'))
      const token = decodeURIComponent(written)
      limits.count({ ip, token })
      const bytes = await readBody(req, res, LARGEST_BODY)
      const query = { ...parse(url.slice(url.indexOf('?') + 1 || url.length)) }
      const call = {
        method,
        token,
        query,
        bytes,
        headers: req.headers,
        allow: (all: string) => res.setHeader('allow', all),
      }
      send(res, { status, type: 'application/json', body: await (isTest ? answers.test(call) : answers.start(call)) })
    } catch (error) {
      const requestId = randomUUID()
      const body = problemOrReport(error, { req: { id: requestId, method, originalUrl: url }, log })
      status = body.status
      limits.failed(ip)
      if (!res.headersSent) send(res, { status, type: PROBLEM_TYPE, body })
    }
    const took = performance.now() - begun
    measure(took / 1000, { method, url, status })
    if (status >= 500) log.warn({ method, path: pathForLog(url), status, took }, 'a webhook could not be answered')
    else log.debug({ method, path: pathForLog(url), status, took }, 'a webhook was called')
  }

  function send(res: ServerResponse, { status, type, body }: { status: number; type: string; body: object }) {
    const text = JSON.stringify(body)
    res.writeHead(status, {
      ...headers,
      'content-type': `${type}; charset=utf-8`,
      'content-length': Buffer.byteLength(text),
    })
    res.end(text)
  }
}
