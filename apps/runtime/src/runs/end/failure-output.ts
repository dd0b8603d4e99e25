import type { FailureData } from '@tailorbird/flow/node/failure'
import { failureInWords } from '../../words/failure-in-words.ts'
import { said } from '../../words/said.ts'

/** A failed run, as a flow for failures is told of it. */
export interface FailedRun {
  runId: string
  flowId: string
  flowName: string
  environment: string
  failure: FailureData | null
  /** What the node is called at which it failed; empty when it was stopped from outside. */
  node: string
  startedAt: Date
}

/** What the trigger puts out for one failure. */
export const failureOutput = (run: FailedRun) => ({
  ...told(run),
  environment: run.environment,
  count: 1,
  failures: [told(run)],
})

/** What it puts out for many, oldest first, `count` of them in all. */
export function digestOutput(
  runs: readonly FailedRun[],
  { count, environment }: { count: number; environment: string },
) {
  const latest = runs.at(-1)
  const flows = Map.groupBy(runs, ({ flowName }) => flowName)
  const names = [...flows].map(([name, { length }]) => (length > 1 ? `${name} (${length})` : name)).join(', ')
  return {
    flowName: names,
    ...{ flowId: latest?.flowId ?? '', runId: latest?.runId ?? '', environment },
    message:
      count === 1 ? `A run has failed: ${latest ? told(latest).message : ''}` : `${count} runs have failed: ${names}.`,
    ...{ code: 'digest', node: latest?.node ?? '' },
    startedAt: (latest?.startedAt ?? new Date()).toISOString(),
    link: `/runs?status=failed&environment=${encodeURIComponent(environment)}`,
    count,
    failures: runs.map(told),
  }
}

function told({ runId, flowId, flowName, failure, node, startedAt }: FailedRun) {
  const { message, code } = failureInWords(failure ?? said('failure.unknown'))
  return { flowName, flowId, runId, message, code, node, startedAt: startedAt.toISOString(), link: `/runs/${runId}` }
}
