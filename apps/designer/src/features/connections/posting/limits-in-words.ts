import type { AccountLimits } from '@tailorbird/contract/accounts'
import { span } from '../../../ui/time/time-in-words.ts'

/** What an account may post, as sentences. */
export function limitsInWords({ perDay, secondsBetween, atOnce }: AccountLimits): string {
  const said = [
    perDay !== null && `at most ${perDay.toLocaleString()} in 24 hours`,
    secondsBetween !== null && `${span(secondsBetween * 1000)} between two`,
    atOnce !== null && `${atOnce.toLocaleString()} on the way at once`,
  ].filter((part) => part !== false)
  return said.length === 0 ? 'No limit but those of X.' : `Limits: ${said.join(', ')}.`
}
