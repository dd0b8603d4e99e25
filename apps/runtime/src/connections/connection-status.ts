import type { connections } from '@tailorbird/db/schema/connections'
import type { Connection } from '@tailorbird/contract/connections'
import { Unreadable, type Vault } from '../secrets/vault.ts'
import { openCredential } from './kept-credential.ts'

type ConnectionRow = typeof connections.$inferSelect

/** How a connection stands. One whose secrets do not open here is out of use; all others go on. */
export function connectionStatus(row: ConnectionRow, vault: Vault): Connection['status'] {
  try {
    openCredential(vault, row)
    return row.status
  } catch (error) {
    if (error instanceof Unreadable) return 'unreadable'
    throw error
  }
}
