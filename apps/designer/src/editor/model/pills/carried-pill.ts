import { Pill } from '@tailorbird/flow/expression/pill'
import { PILL } from './drag-data.ts'

/** Checked: what is dropped may come from another window. */
export function carriedPill(transfer: DataTransfer): Pill | undefined {
  const text = transfer.getData(PILL)
  return text === '' ? undefined : Pill.safeParse(JSON.parse(text)).data
}
