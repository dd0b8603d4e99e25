import { isRunStatus } from '@tailorbird/flow/run/run-status'
import type { RunChoice } from '../../../features/runs/list/run-choice.ts'

export const readRunSearch = (search: Record<string, unknown>): RunChoice => ({
  flow: searchText(search['flow']),
  environment: searchText(search['environment']),
  status: isRunStatus(search['status']) ? search['status'] : undefined,
  from: searchText(search['from']),
  to: searchText(search['to']),
  text: searchText(search['text']),
})

/** A search parameter as text, whatever the address bar holds. */
export const searchText = (value: unknown) => (value === undefined || value === null ? undefined : String(value))
