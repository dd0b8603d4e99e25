import type { Reply } from '../http/reply.ts'
import { json, Refusal } from '../http/reply.ts'

/** X answers form-encoded fields with the content type text/html (X's docs). */
export function formReply(fields: Record<string, string>): Reply {
  const body = new URLSearchParams(fields).toString()
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

/** Errors of `/oauth/*` are JSON in the old v1.1 form. */
export function oauth1Error(status: number, code: number, message: string): Refusal {
  return new Refusal(json(status, { errors: [{ code, message }] }))
}

export const couldNotAuthenticate = () => oauth1Error(401, 32, 'Could not authenticate you.')
