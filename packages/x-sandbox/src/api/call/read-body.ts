import type { z } from 'zod'
import type { Incoming } from '../../http/incoming.ts'
import { contentType } from '../../http/incoming.ts'
import { invalidRequest, invalidRequests } from './refusals.ts'

/** Reads a JSON body by its schema, or throws X's 400 with one message for each violation. */
export function readJson<T>(incoming: Incoming, schema: z.ZodType<T>): T {
  const type = contentType(incoming.headers)
  if (type !== 'application/json') {
    throw invalidRequest(`Request content-type [${type}] is not supported. Use [application/json].`)
  }
  let value: unknown
  try {
    value = JSON.parse(incoming.body.toString())
  } catch {
    throw invalidRequest('Request body is not valid JSON')
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalidRequests(result.error.issues.flatMap((issue) => messagesFor(issue, value)))
}

/** The wording of X's schema check (`$.path: what is wrong`), commonly observed; it varies by violation. */
function messagesFor(issue: z.core.$ZodIssue, body: unknown) {
  const path = ['$', ...issue.path].join('.')
  const say = (message: string) => ({ parameters: {}, message })
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      say(`${path}.${key}: is not defined in the schema and the schema does not allow additional properties`),
    )
  }
  const given = valueAt(body, issue.path)
  if (issue.code === 'invalid_type' && given === undefined) return [say(`${path}: is missing but it is required`)]
  if (issue.code === 'invalid_type') return [say(`${path}: ${typeof given} found, ${issue.expected} expected`)]
  if (issue.code === 'invalid_format') return [say(`${path}: does not match the regex pattern ^[0-9]{1,19}$`)]
  return [say(`${path}: ${issue.message}`)]
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  return value
}
