import { z } from 'zod'
import { appClientFor } from '@tailorbird/nodes/x/client'
import type { TokenState } from './token-state.ts'
import { within } from '../ground/within.ts'

export interface NewTokens {
  accessToken: string
  refreshToken: string | undefined
  expiresAt: Date
}

/** Why X gave no tokens. `token`: the refresh token is no good; `app`: our client id or secret is wrong;
 *  `unreachable`: no answer that settles anything. */
export interface TokenDenied {
  refusal: 'token' | 'app' | 'unreachable'
  detail: string
  cause: unknown
}

/** Longer than X ever takes; without an end a hanging answer would hold the lease for good. */
const PATIENCE_MS = 40_000

/** Exchanges a refresh token for a new pair. */
export async function askForTokens(
  { app, places }: TokenState,
  refreshToken: string,
): Promise<{ tokens: NewTokens } | TokenDenied> {
  const askedAt = Date.now()
  try {
    const answer = await within(
      PATIENCE_MS,
      appClient({ app, places }).refreshOAuth2Token(refreshToken),
      () => new Error('X did not answer in time.'),
    )
    const expiresAt = new Date(askedAt + answer.expiresIn * 1000)
    return { tokens: { accessToken: answer.accessToken, refreshToken: answer.refreshToken, expiresAt } }
  } catch (cause) {
    return explain(cause)
  }
}

/** Ends tokens at X. Best effort: whoever disconnects does not want to wait for X. */
export async function revokeTokens(state: TokenState) {
  const { credential, refreshToken } = state
  if (credential.kind !== 'oauth2') return
  const client = appClient(state)
  await Promise.allSettled([
    client.revokeOAuth2Token(credential.accessToken, 'access_token'),
    ...(refreshToken === null ? [] : [client.revokeOAuth2Token(refreshToken, 'refresh_token')]),
  ])
}

function appClient({ app: { clientId, clientSecret }, places }: Pick<TokenState, 'app' | 'places'>) {
  return appClientFor({ clientId, ...(clientSecret !== undefined && { clientSecret }) }, places.sandboxPort)
}

const Answer = z.object({ error: z.string(), error_description: z.string().optional() })
const Answered = z.object({ code: z.number(), data: z.unknown() })

function explain(cause: unknown): TokenDenied {
  const { data: answered } = Answered.safeParse(cause)
  const { data: answer } = Answer.safeParse(answered?.data)
  const detail = answer?.error_description ?? answer?.error ?? (cause instanceof Error ? cause.message : String(cause))
  return { refusal: kindOf(answered?.code ?? 0, answer?.error), detail, cause }
}

function kindOf(status: number, error: string | undefined): TokenDenied['refusal'] {
  if (error === 'unauthorized_client' || error === 'invalid_client') return 'app'
  const definitive = status === 400 || status === 401
  return definitive && (error === 'invalid_grant' || error === 'invalid_request') ? 'token' : 'unreachable'
}
