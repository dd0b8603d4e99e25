import type { FailureData } from '@tailorbird/flow/node/failure'
import type { End } from '@tailorbird/flow/node/node-type'
import type { History } from '@tailorbird/flow/run/run'

/** How a run ends that was left by an end node. */
export type Ending =
  | { status: 'succeeded'; output?: Record<string, unknown> }
  | { status: 'failed'; failure: FailureData }

/** The port an end node leaves by says what it left; no edge can have these names. */
export const PORT_OF = { turn: '(turn)', loop: '(loop)', run: '(run)' } satisfies Record<End['ends'], string>
export const LEAVES: Readonly<Record<string, End['ends']>> = { '(turn)': 'turn', '(loop)': 'loop', '(run)': 'run' }

/** The ending that was reached before a crash or a pause, if one was. */
export function endingIn(history: History): Ending | undefined {
  for (const steps of history.values()) {
    for (const step of steps.values())
      if (step.status === 'succeeded' && LEAVES[step.port] === 'run') return step.output as Ending
  }
  return undefined
}
