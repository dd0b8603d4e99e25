import type { ConnectionType, Grant } from '@tailorbird/flow/connection/connection-type'
import { ApiResponseError, type TwitterApi } from 'twitter-api-v2'
import { clientFor } from './client.ts'
import { asXFailure } from './failures.ts'

/** An X account that nodes act as. */
export const xAccount: ConnectionType<XAccount> = {
  name: 'x',
  title: 'X account',
  open: (grant) => new XAccount(grant),
}

export class XAccount {
  readonly grant: Grant

  constructor(grant: Grant) {
    this.grant = grant
  }

  get id() {
    return this.grant.account.id
  }

  get username() {
    return this.grant.account.username
  }

  /** Calls X as this account. A refused token is renewed once and the call repeated: X has done nothing then.
   *  Throws `Failure`. */
  async call<T>(effect: 'reads' | 'writes', ask: (x: TwitterApi) => Promise<T>): Promise<T> {
    const { grant } = this
    try {
      const credential = await grant.credential()
      try {
        return await ask(clientFor(credential, grant.sandboxPort))
      } catch (error) {
        if (!(error instanceof ApiResponseError) || error.code !== 401 || credential.kind !== 'oauth2') throw error
        const renewed = await grant.credential({ stale: credential.accessToken })
        return await ask(clientFor(renewed, grant.sandboxPort))
      }
    } catch (error) {
      throw asXFailure(error, { effect, username: this.username, connectionId: grant.connectionId, now: new Date() })
    }
  }

  /** Where a person can look at a post. */
  linkTo(postId: string, username = this.username): string {
    const { sandboxPort } = this.grant
    return sandboxPort === undefined
      ? `https://x.com/${username}/status/${postId}`
      : `http://127.0.0.1:${sandboxPort}/@${username}#post-${postId}`
  }
}
