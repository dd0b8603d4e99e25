import { Failure } from '@tailorbird/flow/node/failure'
import { said } from './words.ts'
import type { BrokenOff, OutboundResponse } from './send-request.ts'

/** An answer that is no success. An error of the other side leaves open whether it did what it was asked for. */
export function answerFailure(
  { status, headers, text }: OutboundResponse,
  { isSafe, now }: { isSafe: boolean; now: Date },
): Failure {
  const words = text.replaceAll(/\s+/g, ' ').trim().slice(0, 200)
  const isRefused = status < 500
  const answer = words === '' ? said('http.answer', { status }) : said('http.answer-with-text', { status, text: words })
  const told = said('http.*', { answer, next: isRefused ? said('http.compare') : undefined })
  return new Failure(
    { ...told, code: `http.${status}` },
    {
      retryAt: status === 429 || (status === 503 && isSafe) ? retryTime(headers['retry-after'], now) : undefined,
      retryReason: status === 429 ? 'rate limit' : 'retry',
      outcome: isRefused || isSafe ? undefined : 'unknown',
    },
  )
}

/** No answer: whether it happened is only known when the request never left. */
export const brokenFailure = ({ data, sent, cause }: BrokenOff, isSafe: boolean) =>
  new Failure(data, { cause, outcome: sent && !isSafe ? 'unknown' : undefined })

/** At most an hour from now; longer than that is for the author's own retries. */
function retryTime(after: string | undefined, now: Date): Date | undefined {
  if (after === undefined) return undefined
  const time = /^\d+$/.test(after) ? now.getTime() + Number(after) * 1000 : Date.parse(after)
  return Number.isNaN(time) || time > now.getTime() + 3_600_000 ? undefined : new Date(time)
}
