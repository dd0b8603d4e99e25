import type { IncomingHttpHeaders } from 'node:http'
import type { Said } from '@tailorbird/flow/words/said'
import { Refusal } from '../../ground/refusal.ts'
import { keepable, refuseDeep, unkeepable } from '../guards/json-body.ts'
import { said } from '../../words/said.ts'

/** A call of a webhook, as its trigger puts it out. */
export interface WebhookCall {
  body: unknown
  query: Record<string, unknown>
  headers: Record<string, string>
  method: string
  /** Its values are all text: a form, or a query. */
  isForm: boolean
}

interface Asked {
  method: string
  query: Record<string, unknown>
  headers: IncomingHttpHeaders
  bytes: Uint8Array
}

/** Reads a call whose body has come as bytes. Without a body, the query takes its place. */
export function readWebhookCall({ method, query, headers, bytes }: Asked): WebhookCall {
  const read =
    bytes.length > 0
      ? readBody(headers['content-type'] ?? '', bytes)
      : { body: method === 'GET' ? query : {}, isForm: true }
  const call = { ...read, query, headers: safeHeaders(headers), method }
  if (!keepable(call)) throw unkeepable
  return call
}

function readBody(contentType: string, bytes: Uint8Array): Pick<WebhookCall, 'body' | 'isForm'> {
  const text = utf8(bytes)
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (/^application\/(.+\+)?json$/.test(type)) return { body: json(text, bytes), isForm: false }
  if (type === 'application/x-www-form-urlencoded') return { body: form(text), isForm: true }
  if (/^text\/|[/+]xml$/.test(type)) return { body: { text }, isForm: false }
  throw new Refusal({
    status: 415,
    type: 'wrong-content',
    told: said('webhook.wrong-content'),
  })
}

function json(text: string, bytes: Uint8Array): unknown {
  refuseDeep(bytes)
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(said('body.not-json'))
  }
}

function form(text: string): Record<string, string | string[]> {
  const values = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(values.keys())].map((key) => {
      const all = values.getAll(key)
      return [key, all.length === 1 ? (all[0] ?? '') : all]
    }),
  )
}

function utf8(bytes: Uint8Array) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw malformed(said('body.not-utf8'))
  }
}

/** What opens something stays outside: runs are kept and shown. */
const SECRET = /cookie|auth|secret|signature|token|key|password|csrf/i

const safeHeaders = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !SECRET.test(name) ? [[name, value]] : [],
    ),
  )

const malformed = (told: Said) => new Refusal({ status: 400, type: 'malformed', told })
