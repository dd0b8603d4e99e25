import { type RunStatus, isRunStatus } from '@tailorbird/flow/run/run-status'

/** What the runs page is filtered by, as it stands in its address. */
export interface RunSearch {
  flow?: string | undefined
  environment?: string | undefined
  status?: RunStatus | undefined
}

export const readRunSearch = (search: Record<string, unknown>): RunSearch => ({
  flow: searchText(search['flow']),
  environment: searchText(search['environment']),
  status: isRunStatus(search['status']) ? search['status'] : undefined,
})

/** A search parameter as text, whatever the address bar holds. */
export const searchText = (value: unknown) => (value === undefined || value === null ? undefined : String(value))
