import { RunStatus } from '@tailorbird/flow/run/run'

/** What the runs page is filtered by, as it stands in its address. */
export interface RunSearch {
  flow?: string | undefined
  environment?: string | undefined
  status?: RunStatus | undefined
}

export const readRunSearch = (search: Record<string, unknown>): RunSearch => ({
  flow: searchText(search['flow']),
  environment: searchText(search['environment']),
  status: RunStatus.safeParse(search['status']).data,
})

/** A search parameter as text, whatever the address bar holds. */
export const searchText = (value: unknown) => (value === undefined || value === null ? undefined : String(value))
