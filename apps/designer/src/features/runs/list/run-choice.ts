import type { RunStatus } from '@tailorbird/flow/run/run-status'
import type { RunFilter } from '../../../api/run-filter.ts'

/** What the runs page is filtered by, as it stands in its address. Days are the viewer's, e.g. `2026-11-26`. */
export interface RunChoice {
  flow?: string | undefined
  environment?: string | undefined
  status?: RunStatus | undefined
  from?: string | undefined
  to?: string | undefined
  text?: string | undefined
}

/** The same for the server: whole days, from the first moment of one to the last of the other. */
export function filterOf({ flow, environment, status, from, to, text }: RunChoice): RunFilter {
  return {
    ...{ flowId: flow, environment, status, text },
    startedAfter: from && startOf(from, 0),
    startedBefore: to && startOf(to, 1),
  }
}

/** Undefined for what is no day. */
function startOf(day: string, later: number): string | undefined {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number)
  const moment = new Date(year, month - 1, date + later)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
