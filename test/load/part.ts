import type { Stage } from './stage.ts'

export interface Measuring {
  stage: Stage
  /** Prints one line of figures. */
  say(line: string): void
  /** How often a throughput is measured. */
  rounds: number
  /** Runs in a round. */
  runs: number
}

/** One thing that is measured, on a stage whose server it starts and stops itself. */
export type Part = (measuring: Measuring) => Promise<void>
