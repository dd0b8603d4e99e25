import type { Fault } from '../faults/fault.ts'
import type { Reply } from '../http/reply.ts'
import { refusals } from '../api/call/refusals.ts'
import { text } from '../http/reply.ts'

/** The answer a fault gives in place of the real one; undefined when the real one is to run. */
export function answerFault(fault: Fault, now: number): Reply | undefined {
  switch (fault.fault) {
    case '429': {
      const reset = Math.ceil(now / 1000) + (fault.resetSeconds ?? 60)
      const headers = { 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': `${reset}` }
      return refusals.rateLimited(headers).reply
    }
    case '402':
      return refusals.creditsDepleted().reply
    case '403':
      return refusals.notPermitted().reply
    case 'suspended':
      return refusals.suspended().reply
    case 'locked':
      return refusals.locked().reply
    case '503':
      return refusals.unavailable().reply
    case 'html-502':
      // What the edge sends when nothing behind it answers: HTML, whatever the client accepts.
      return text(502, '<html><body><h1>502 Bad Gateway</h1></body></html>\n', 'text/html; charset=utf-8')
    case 'timeout-before-commit':
    case 'timeout-after-commit':
    case 'drop-before-commit':
    case 'drop-after-commit':
    case 'slow':
    case 'slow-media':
    case 'failed-media':
      return undefined
  }
}
