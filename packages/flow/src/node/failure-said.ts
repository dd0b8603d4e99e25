import { type Said, said } from '../words/said.ts'
import type { FailureData } from './failure.ts'

/** What is told about a failure, with the turns it happened in. */
export const failureSaid = ({ turns = [], ...failure }: FailureData): Said =>
  turns.reduce(
    (wrong, { turn, failed, begun }) =>
      failed > 1
        ? said('loop.turns-failed', { turn, wrong, failed, begun })
        : said('loop.turn-failed', { turn, wrong }),
    withoutTurns(failure),
  )

/** The same, wherever it happened. */
export const withoutTurns = ({ code, values, message }: FailureData): Said =>
  message === undefined ? { code, values: values ?? {} } : said('kept.sentence', { text: message })
