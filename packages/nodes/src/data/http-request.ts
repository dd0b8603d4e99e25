import { validateHeaderName, validateHeaderValue } from 'node:http'
import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineWriteAction } from '@tailorbird/flow/node/node-type'
import type { Said } from '@tailorbird/flow/words/said'
import { answerFailure, brokenFailure } from './http-failures.ts'
import { outboundUrl } from './outbound.ts'
import { said } from './words.ts'
import { BrokenOff, type OutboundRequest, sendRequest } from './send-request.ts'

/** Asking these twice is the same as asking once. */
const REPEATABLE = ['GET', 'HEAD', 'PUT', 'DELETE']

export const httpRequest = defineWriteAction({
  type: 'data.http-request',
  title: 'HTTP request',
  summary: 'Calls a web address and goes on with its answer.',
  group: 'Data',
  icon: 'world',
  keywords: ['api', 'rest', 'webhook', 'fetch', 'url', 'call', 'post', 'get', 'json'],
  sentence: '{method} {url}',
  effect: 'writes',
  params: {
    method: field.choice({
      label: 'Method',
      options: { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', HEAD: 'HEAD' },
      initial: 'GET',
    }),
    url: field.text({ label: 'Address', placeholder: 'https://example.com/api', maxLength: 4000 }),
    query: field.assignments({
      label: 'Query',
      hint: 'Values that are added to the address; data is written so that it stays data.',
      optional: true,
    }),
    headers: field.list({
      label: 'Headers',
      of: field.object({
        label: 'Header',
        fields: {
          name: field.text({ label: 'Name', maxLength: 100 }),
          value: field.text({ label: 'Value', maxLength: 4000 }),
        },
      }),
      optional: true,
      advanced: true,
    }),
    send: field.choice({
      label: 'Send',
      options: { none: 'Nothing', fields: 'Values, as JSON', value: 'One value, as JSON', text: 'Text' },
      initial: 'none',
      optional: true,
      shownWhen: { method: ['POST', 'PUT', 'PATCH', 'DELETE'] },
    }),
    fields: field.assignments({ label: 'Values', shownWhen: { send: ['fields'] } }),
    value: field.any({ label: 'Value', shownWhen: { send: ['value'] } }),
    text: field.text({ label: 'Text', multiline: true, maxLength: 1_000_000, shownWhen: { send: ['text'] } }),
    contentType: field.text({
      label: 'Kind of text',
      initial: 'text/plain; charset=utf-8',
      optional: true,
      advanced: true,
      shownWhen: { send: ['text'] },
    }),
    accept: field.choice({
      label: 'Goes on with',
      options: { success: 'A success (200 to 299)', any: 'Any answer' },
      initial: 'success',
      optional: true,
      advanced: true,
    }),
    repeatable: field.yesNo({
      label: 'Safe to repeat',
      hint: 'Sending it twice does no harm. Then it is sent again when nobody knows whether it arrived.',
      optional: true,
      advanced: true,
      shownWhen: { method: ['POST', 'PATCH'] },
    }),
  },
  output: {
    status: field.number({ label: 'Status' }),
    ok: field.yesNo({ label: 'Was a success' }),
    headers: field.any({ label: 'Headers' }),
    body: field.any({ label: 'Answer' }),
  },
  async prepare({ params }): Promise<OutboundRequest> {
    const url = outboundUrl(params.url)
    for (const [name, value] of Object.entries(params.query ?? {})) url.searchParams.set(name, plain(value))
    const { body, contentType } = bodyOf(params)
    return {
      method: params.method,
      url: url.href,
      headers: { ...(contentType && { 'content-type': contentType }), ...headersOf(params.headers ?? []) },
      body,
    }
  },
  async send({ params, signal, now }, request) {
    const isSafe = isRepeatable(params)
    try {
      const { status, headers, text } = await sendRequest(request, signal)
      const ok = status >= 200 && status < 300
      if (!ok && params.accept !== 'any') throw answerFailure({ status, headers, text }, { isSafe, now: now() })
      return { status, ok, headers, body: parsed(text, headers['content-type'] ?? '') }
    } catch (error) {
      throw error instanceof BrokenOff ? brokenFailure(error, isSafe) : error
    }
  },
  settling: {
    asks: 'The connection broke off before there was an answer, so nobody here can tell whether this request has arrived. Look on the other side, then say what is true.',
    happened: 'It arrived, go on',
    says: {
      status: field.number({ label: 'Status it was answered with', min: 100, max: 599, integer: true, initial: 200 }),
      body: field.any({ label: 'Answer, as far as later steps need it', optional: true }),
    },
  },
  settled: ({ says: { status, body = null } }) => ({ status, ok: status >= 200 && status < 300, headers: {}, body }),
  verify: async ({ params }) => (isRepeatable(params) ? { missing: true } : { unclear: said('http.cannot-look') }),
})

const isRepeatable = ({ method, repeatable = false }: { method: string; repeatable: boolean | undefined }) =>
  REPEATABLE.includes(method) || repeatable

interface Body {
  send: 'none' | 'fields' | 'value' | 'text' | undefined
  fields: Readonly<Record<string, unknown>> | undefined
  value: unknown
  text: string | undefined
  contentType: string | undefined
}

function bodyOf({ send = 'none', fields, value, text, contentType = 'text/plain; charset=utf-8' }: Body) {
  switch (send) {
    case 'none':
      return {}
    case 'fields':
      return { body: JSON.stringify(fields ?? {}), contentType: 'application/json' }
    case 'value':
      return { body: JSON.stringify(value ?? null), contentType: 'application/json' }
    case 'text':
      return { body: text ?? '', contentType }
  }
}

/** What belongs to the connection itself is ours to say. */
const OURS = /^(host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect|keep-alive|proxy-.*)$/

function headersOf(headers: readonly { name: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(
    headers.map(({ name, value }) => {
      const lower = name.trim().toLowerCase()
      if (OURS.test(lower)) throw wrongHeader(said('header.ours', { name }))
      try {
        validateHeaderName(lower)
        validateHeaderValue(lower, value)
      } catch {
        throw wrongHeader(said('header.characters', { name }))
      }
      return [lower, value]
    }),
  )
}

const wrongHeader = (wrong: Said) => new Failure(said('http.header', { wrong }), { field: 'headers' })

const plain = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** JSON where the answer says that it is, else text. An answer that only calls itself JSON stays text. */
function parsed(text: string, contentType: string): unknown {
  if (!/[/+]json\b/i.test(contentType)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
