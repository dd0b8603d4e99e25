import type { xApps } from '@tailorbird/db/schema/connections'
import type { Vault } from '../secrets/vault.ts'

type AppRow = typeof xApps.$inferSelect
export type AppSecret = 'client_secret' | 'consumer_secret'

const place = (row: string, column: AppSecret) => ({ table: 'x_apps', row, column })

export function sealAppSecret(vault: Vault, { id, column, value }: { id: string; column: AppSecret; value: string }) {
  return vault.seal(value, place(id, column))
}

/** Throws `Unreadable`; undefined when none is kept. */
export function clientSecretOf(vault: Vault, { id, clientSecret }: Pick<AppRow, 'id' | 'clientSecret'>) {
  return clientSecret ? vault.open(clientSecret, place(id, 'client_secret')) : undefined
}

/** Throws `Unreadable`; undefined when none is kept. */
export function consumerSecretOf(vault: Vault, { id, consumerSecret }: Pick<AppRow, 'id' | 'consumerSecret'>) {
  return consumerSecret ? vault.open(consumerSecret, place(id, 'consumer_secret')) : undefined
}
