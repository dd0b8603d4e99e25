import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Database } from '@tailorbird/db/database'
import { webhooks } from '@tailorbird/db/schema/flows'
import { eq } from 'drizzle-orm'
import { audit } from '../../audit/audit.ts'
import type { Vault } from '../../secrets/vault.ts'
import { announceTriggers } from '../armed/announce-triggers.ts'
import { type WebhookPlace, addressOf } from './webhook-address.ts'

/** Where callers put the secret, or what they sign the body with. GitHub's name for the same thing is taken as well. */
const SECRET_HEADER = 'x-tailorbird-secret'
const SIGNATURE_HEADERS = ['x-tailorbird-signature', 'x-hub-signature-256']

const place = (token: string) => ({ table: 'webhooks', row: token, column: 'secret' })

/** Makes a new secret, which is shown this once. The old one stops working at once. */
export async function renewSecret(
  { db, vault }: { db: Database; vault: Vault },
  { userId, flowName, ...where }: WebhookPlace & { userId: string; flowName: string },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await db.transaction(async (tx) => {
    const { token } = await addressOf(tx, where)
    await tx
      .update(webhooks)
      .set({ secret: vault.seal(secret, place(token)) })
      .where(eq(webhooks.token, token))
    await audit(tx, { userId, action: 'webhook.secret-renewed', subject: flowName, detail: where.environment })
    await announceTriggers(tx)
  })
  return secret
}

interface Proof {
  /** `header` or `signature`. */
  how: string
  secret: string
  header(name: string): string | undefined
  body: Uint8Array
}

/** Whether a caller knows the secret. Takes the same time however much of a guess is right. */
export function isProven({ how, secret, header, body }: Proof): boolean {
  if (how === 'header') return isSame(header(SECRET_HEADER), secret)
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const given = SIGNATURE_HEADERS.map(header).find((value) => value !== undefined)
  return isSame(given?.replace(/^sha256=/, '').toLowerCase(), signature)
}

/** Throws `Unreadable`. */
export const openSecret = (vault: Vault, { token, secret }: { token: string; secret: Buffer }) =>
  vault.open(secret, place(token))

function isSame(given: string | undefined, wanted: string) {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return given !== undefined && timingSafeEqual(hash(given), hash(wanted))
}
