import type { z } from 'zod'
import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
import type { Sandbox } from './sandbox.ts'
import { json, Refusal } from '../http/reply.ts'

export interface Control {
  sandbox: Sandbox
  incoming: Incoming
  params: Record<string, string>
}

/** One line of the control API, or of the forms on the sandbox's pages. */
export interface ControlRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  run: (control: Control) => Reply | Promise<Reply>
}

/** Reads a JSON body; an empty one counts as `{}`. Throws 400 with a problem that names each field. */
export function readControl<T>(incoming: Incoming, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = incoming.body.length > 0 ? JSON.parse(incoming.body.toString()) : {}
  } catch {
    throw badRequest('The body is not valid JSON.')
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
  throw badRequest('The body does not fit.', { errors })
}

export function badRequest(detail: string, more: object = {}): Refusal {
  return new Refusal(json(400, { title: 'Bad Request', status: 400, detail, ...more }))
}

export function notHere(detail: string): Refusal {
  return new Refusal(json(404, { title: 'Not Found', status: 404, detail }))
}
