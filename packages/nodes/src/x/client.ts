import type { Credential } from '@tailorbird/flow/connection/connection-type'
import { TwitterApi } from 'twitter-api-v2'
import { agentFor } from './agent.ts'

/** The one client for X, used the same way against X and against the sandbox. */
export function clientFor(credential: Credential, sandboxPort?: number): TwitterApi {
  const settings = { httpAgent: agentFor(sandboxPort) }
  return credential.kind === 'oauth2'
    ? new TwitterApi(credential.accessToken, settings)
    : new TwitterApi(
        {
          appKey: credential.consumerKey,
          appSecret: credential.consumerSecret,
          accessToken: credential.token,
          accessSecret: credential.tokenSecret,
        },
        settings,
      )
}

/** The client that renews and revokes OAuth 2.0 tokens for an app. */
export function appClientFor(app: { clientId: string; clientSecret?: string }, sandboxPort?: number): TwitterApi {
  return new TwitterApi(app, { httpAgent: agentFor(sandboxPort) })
}
