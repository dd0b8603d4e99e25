import { Failure } from '@tailorbird/flow/node/failure'
import { said } from '../words/said.ts'

export type Target = 'x' | 'sandbox'

/** Where X is, or the sandbox in its stead. */
export interface XPlaces {
  authorizeUrl: string
  tokenUrl: string
  /** Loopback port of the sandbox; undefined for X itself. */
  sandboxPort: number | undefined
}

const X: XPlaces = {
  authorizeUrl: 'https://x.com/i/oauth2/authorize',
  tokenUrl: 'https://api.x.com/2/oauth2/token',
  sandboxPort: undefined,
}

/** Throws `Failure` when the sandbox is asked for and none runs here. */
export function placesOf(target: Target, sandboxUrl: string | undefined): XPlaces {
  if (target === 'x') return X
  if (sandboxUrl === undefined) {
    throw new Failure(said('connection.no-sandbox'))
  }
  const { port } = new URL(sandboxUrl)
  return {
    authorizeUrl: `${sandboxUrl}/i/oauth2/authorize`,
    tokenUrl: `${sandboxUrl}/2/oauth2/token`,
    sandboxPort: Number(port || 80),
  }
}
