/** An answer as data: written to the wire in one place, so that faults can hold it back. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(value) }
}

export function text(status: number, body: string, type = 'text/plain; charset=utf-8'): Reply {
  return { status, headers: { 'content-type': type }, body }
}

/** See other: after a form, show a page. */
export function redirect(location: string): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' }
}

/** A refusal that travels as an exception from where it is noticed to the one place that answers. */
export class Refusal extends Error {
  readonly reply: Reply

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`)
    this.reply = reply
  }
}
