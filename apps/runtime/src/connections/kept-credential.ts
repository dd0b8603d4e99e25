import { z } from 'zod'
import { type Place, Unreadable, type Vault } from '../secrets/vault.ts'

/** What is kept, encrypted, of a connection. The consumer keys of a four-key connection stay with its X app. */
export const KeptCredential = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('oauth2'),
    accessToken: z.string().min(1),
    /** Null: `offline.access` was not granted, so the connection ends with the access token. */
    refreshToken: z.string().nullable(),
  }),
  z.object({ kind: z.literal('oauth1'), token: z.string().min(1), tokenSecret: z.string().min(1) }),
])
export type KeptCredential = z.infer<typeof KeptCredential>

export const sealCredential = (vault: Vault, id: string, credential: KeptCredential) =>
  vault.seal(JSON.stringify(credential), placeOf(id))

/** Throws `Unreadable`. */
export function openCredential(
  vault: Vault,
  { id, credential }: { id: string; credential: Uint8Array },
): KeptCredential {
  const place = placeOf(id)
  const { data } = KeptCredential.safeParse(JSON.parse(vault.open(credential, place)))
  if (!data) throw new Unreadable(place, 'it is in a form that is not known here')
  return data
}

const placeOf = (row: string): Place => ({ table: 'connections', row, column: 'credential' })
