import type { IncomingHttpHeaders } from 'node:http'
import type { Database } from '@tailorbird/db/database'
import { webhooks } from '@tailorbird/db/schema/flows'
import { completeNamed, wrongNamed } from '@tailorbird/flow/fields/check-named'
import { namedFromText } from '@tailorbird/flow/fields/kinds/named-from-text'
import { eq, sql } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Logger } from 'pino'
import { runRequest } from '../../runs/start/run-request.ts'
import { Refusal, wrongFields } from '../../ground/refusal.ts'
import type { Runner } from '../context/runner.ts'
import { findByEvent } from '../../runs/read/find-by-event.ts'
import type { Vault } from '../../secrets/vault.ts'
import type { RegisteredWebhook } from '../../triggers/webhook/webhook-registry.ts'
import { isProven, openSecret } from '../../triggers/webhook/webhook-secret.ts'
import { type WebhookCall, readWebhookCall } from './webhook-call.ts'
import { said as told } from '@tailorbird/flow/words/said'
import { said } from '../../words/said.ts'

export interface WebhookDeps {
  db: Database
  vault: Vault
  runner: Runner
  log: Logger
}

/** A call as it came in. */
export interface WebhookRequest {
  method: string
  token: string
  query: Record<string, unknown>
  headers: IncomingHttpHeaders
  bytes: Uint8Array
  /** Told which methods would do, when this one does not. */
  allow(methods: string): void
}

/** What webhooks answer. Anybody may call them: the token in the address is what opens them, and a secret besides where
 *  the trigger asks for one. Both throw refusals. */
export function webhookHandlers(deps: WebhookDeps) {
  const secrets = new WeakMap<RegisteredWebhook, string>()

  return {
    /** Starts a run, and answers when it is on disk. */
    async start(req: WebhookRequest): Promise<object> {
      const webhook = await deps.runner.webhooks.find(req.token)
      if (!webhook?.armed) throw notAtWork
      if (webhook.armed.row.pausedAt) throw paused
      if (webhook.method === 'any' ? !ANY.has(req.method) : req.method !== webhook.method) {
        req.allow(webhook.method === 'any' ? [...ANY].join(', ') : webhook.method)
        throw wrongMethod(req.method)
      }
      if (webhook.proof !== 'none' && !knowsSecret(webhook, req)) throw notProven(webhook.proof)
      const eventKey = idempotencyKey(req)
      const output = checked(readWebhookCall(req), webhook)
      const { id, isNew } = await deps.runner.startOnce(
        runRequest(webhook.armed, { output, eventKey, cause: 'Webhook called' }),
      )
      if (isNew) return { runId: id }
      const { id: triggerId, nodeId } = webhook.armed.row
      const before = eventKey === null ? undefined : await findByEvent(deps.db, { triggerId, nodeId, eventKey })
      if (before && !isSameCall(before.output, output)) throw keyOfAnother
      return { duplicate: true, ...(before && { runId: before.id }) }
    },

    /** Keeps the call for the author to try the flow with. */
    async test(req: WebhookRequest): Promise<object> {
      const { isForm: _, ...testCall } = readWebhookCall(req)
      const kept = await deps.db
        .update(webhooks)
        .set({ testCall, testCallAt: sql`now()` })
        .where(eq(webhooks.token, req.token))
        .returning({ token: webhooks.token })
      if (kept.length === 0) throw notAtWork
      return { test: true }
    },
  }

  function knowsSecret(webhook: RegisteredWebhook, { headers, bytes }: WebhookRequest) {
    const { token, secret: sealed } = webhook
    if (!sealed) return false
    const secret = secrets.get(webhook) ?? openSecret(deps.vault, { token, secret: sealed })
    secrets.set(webhook, secret)
    return isProven({ how: webhook.proof, secret, header: (name) => headerOf(headers, name), body: bytes })
  }
}

const ANY = new Set(['POST', 'GET', 'PUT', 'PATCH', 'DELETE'])

/** The same key of the same webhook starts one run, however often it is called. */
function idempotencyKey({ headers }: WebhookRequest): string | null {
  const key = headerOf(headers, 'idempotency-key')?.trim()
  if (key === undefined || key === '') return null
  if (key.length <= 255) return key
  throw wrongFields([{ path: 'Idempotency-Key', wrong: said('webhook.long-key') }])
}

/** What was sent, as it is kept: a call that comes twice differs in its headers at most. */
function isSameCall(before: unknown, now: Pick<WebhookCall, 'body' | 'query' | 'method'>) {
  const sent = Sent.safeParse(before)
  const { body, query, method } = now
  const asKept: unknown = JSON.parse(JSON.stringify({ body, query, method }))
  // A run whose values are no longer kept can be compared with nothing.
  return !sent.success || isDeepStrictEqual(sent.data, asKept)
}

const Sent = z.object({ body: z.unknown(), query: z.unknown(), method: z.string() })

function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name.toLowerCase()]
  return Array.isArray(value) ? value.join(', ') : value
}

/** The call with the fields that the trigger asks for, or a refusal that names each that is wrong. */
function checked({ isForm, ...call }: WebhookCall, { fields }: RegisteredWebhook) {
  if (fields.length === 0) return call
  const { body } = call
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw wrongFields(
      fields.map(({ key, label }) => ({ path: key, wrong: told('named.missing', { label: label || key }) })),
    )
  const values = isForm ? namedFromText(fields, { ...body }) : { ...body }
  const errors = wrongNamed(fields, values)
  if (errors.length > 0) throw wrongFields(errors)
  return { ...call, body: completeNamed(fields, values) }
}

const notAtWork = new Refusal({
  status: 404,
  type: 'no-webhook',
  told: said('webhook.not-at-work'),
})
const keyOfAnother = new Refusal({
  status: 422,
  type: 'key-of-another-call',
  told: said('webhook.key-of-another'),
})
const paused = new Refusal({
  status: 503,
  type: 'webhook-paused',
  told: said('webhook.paused'),
})
const wrongMethod = (method: string) =>
  new Refusal({
    status: 405,
    type: 'wrong-method',
    told: said('webhook.wrong-method', { method }),
  })
const notProven = (proof: string) =>
  new Refusal({
    status: 401,
    type: 'wrong-secret',
    told: proof === 'header' ? said('webhook.send-secret') : said('webhook.sign-body'),
  })
