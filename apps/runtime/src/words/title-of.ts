import { said } from './said.ts'
import { sentence } from './sentence.ts'

/** The kind of a refusal in a few words: by its type where that says more than its status. */
export function titleOf(type: string, status: number): string {
  const told = BY_TYPE[type] ?? BY_STATUS[status] ?? said('title.not-possible')
  return sentence(told)
}

const BY_TYPE: Record<string, ReturnType<typeof said>> = {
  'webhook-paused': said('title.webhook-paused'),
  'key-of-another-call': said('title.key-of-another-call'),
  'wrong-secret': said('title.wrong-secret'),
  'too-many-calls': said('title.too-many-calls'),
  'foreign-origin': said('title.foreign-origin'),
  'session-changed': said('title.session-changed'),
  'foreign-host': said('title.foreign-host'),
  'x-refused': said('title.x-refused'),
  'owner-link-refused': said('title.owner-link-refused'),
  'sign-in-refused': said('title.sign-in-refused'),
  'flow-has-problems': said('title.flow-has-problems'),
  'malformed-upload': said('title.wrong-file'),
  'no-file': said('title.wrong-file'),
  'no-upload': said('title.wrong-file'),
  'empty-file': said('title.wrong-file'),
  'wrong-file': said('title.wrong-file'),
  'file-too-large': said('title.wrong-file'),
  'changed-meanwhile': said('title.changed-meanwhile'),
  'wrong-values': said('title.wrong-values'),
}

const BY_STATUS: Record<number, ReturnType<typeof said>> = {
  400: said('title.malformed'),
  401: said('title.not-signed-in'),
  403: said('title.not-allowed'),
  404: said('title.not-found'),
  405: said('title.wrong-method'),
  409: said('title.in-the-way'),
  413: said('title.too-large'),
  415: said('title.wrong-content'),
  422: said('title.wrong-values'),
  429: said('title.too-many-attempts'),
  500: said('title.fault'),
  503: said('title.webhook-paused'),
}
