import type { Stated } from '@tailorbird/contract/needs'
import type { Me } from '@tailorbird/contract/session'
import { RIGHTS, type Right } from '@tailorbird/flow/people/rights'
import type { Request } from 'express'
import { Refusal } from '../../ground/refusal.ts'
import { Caller } from '../../people/caller.ts'
import { said } from '../../words/said.ts'

/** Who asks, when an endpoint that needs this may answer them; undefined for somebody who has not signed in. Throws 401, or
 *  403 for somebody who may not. */
export function letIn(needs: Stated, req: Request): Caller | undefined {
  const caller = callerOf(req.user)
  if (needs === 'anyone' || (isNearEnough(needs) && isOnThisMachine(req))) return caller
  if (!caller) throw notSignedIn()
  if (needs === 'signed in') return caller
  const right = rightOf(needs)
  if (right === undefined || !caller.may(right)) throw notAllowed(right)
  return caller
}

const callerOf = (user: Me | undefined) => user && new Caller(user)

function rightOf(needs: Exclude<Stated, 'anyone' | 'signed in'>): Right | undefined {
  if (needs === 'nobody') return undefined
  return typeof needs === 'string' ? needs : needs.right
}

const isNearEnough = (needs: Stated) => typeof needs === 'object' && 'near' in needs

const isOnThisMachine = ({ ip = '' }: Request) => ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(ip)

export const notSignedIn = () => new Refusal({ status: 401, type: 'not-signed-in', told: said('session.none') })

const notAllowed = (right: Right | undefined) =>
  new Refusal({
    status: 403,
    type: 'not-allowed',
    told: right === undefined ? said('right.nobody') : said('right.missing', { right: RIGHTS[right] }),
  })
