import { z } from 'zod'
import { Failure } from '@tailorbird/flow/node/failure'
import { failureSaid } from '@tailorbird/flow/node/failure-said'
import { Refusal } from '../ground/refusal.ts'
import { Unreadable } from '../secrets/vault.ts'
import { AccountUnknown, TokenRefused } from './consent-strategy.ts'
import { advice, sentence } from '../words/sentence.ts'

/** What went wrong in a consent and what to do about it, in words. Undefined: a bug. */
export function explainConsent(error: unknown, app: { name: string; callbackUrl: string }): string | undefined {
  if (error instanceof Refusal) return sentence(error.told)
  if (error instanceof Failure) return advice(failureSaid(error.data))
  if (error instanceof Unreadable)
    return `The client secret of the X app "${app.name}" cannot be decrypted with the key in use. Enter it again.`
  if (error instanceof TokenRefused) return explainToken(error, app)
  if (error instanceof AccountUnknown)
    return 'X gave its consent but did not say whose account it is. Nothing was saved. Try again in a moment.'
  if (error instanceof Error && error.name === 'InternalOAuthError')
    return 'X could not be reached, or did not answer in time. Nothing was saved. Try again.'
  return undefined
}

const Answer = z.object({ error: z.string(), error_description: z.string().default('') })

function explainToken({ status, body }: TokenRefused, app: { name: string; callbackUrl: string }) {
  const { data: answer } = Answer.safeParse(jsonOf(body))
  if (status >= 500 || !answer) return `X had a fault of its own (${status}). Nothing was saved. Try again in a moment.`
  const { error, error_description: says } = answer
  if (error === 'unauthorized_client' || error === 'invalid_client') {
    return `X does not accept the client ID or client secret of the X app "${app.name}". Correct them and connect again.`
  }
  if (/redirect uri/i.test(says)) {
    return `The callback address does not match the X app "${app.name}". Enter ${app.callbackUrl} in its settings at X, letter by letter.`
  }
  if (/authorization code/i.test(says) || error === 'invalid_grant')
    return 'The consent was used already, or is older than 30 seconds. Connect again.'
  return `X refused the sign-in: ${says || error}. Check the X app "${app.name}" and connect again.`
}

/** What X says in the address it sends people back to. */
export function explainReturn(error: string, { description, appName }: { description: string; appName: string }) {
  if (error === 'invalid_scope')
    return `X does not know one of the rights asked for, or the X app "${appName}" may not ask for it. Check its permissions.`
  if (error === 'server_error' || error === 'temporarily_unavailable')
    return 'X had a fault of its own. Try again in a moment.'
  return `X refused the sign-in: ${(description || error).slice(0, 200)}. Check the X app "${appName}" and connect again.`
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
