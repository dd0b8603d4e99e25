import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Moment, nothing } from './parts.ts'
import { issue } from '@tailorbird/flow/words/issue'

const whole = (most: number) => z.number().int().min(1).max(most).nullable()

/** What people allow an account on X, besides what X allows. Null: no limit. */
export const AccountLimits = z.object({
  /** Posts in any 24 hours. */
  perDay: whole(10_000),
  /** Between the beginnings of two posts. */
  secondsBetween: whole(24 * 3600),
  /** Posts on their way to X at the same time. */
  atOnce: whole(100),
})
export type AccountLimits = z.infer<typeof AccountLimits>

/** An account on X, whichever connections lead to it: all flows share what holds for it. */
export const Account = z.object({
  /** The id that X gave it. */
  id: z.string(),
  username: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  target: z.enum(['x', 'sandbox']),
  limits: AccountLimits,
  /** Set: nothing is posted until somebody lets it. `by` null: it stopped by itself. */
  paused: z.object({ at: Moment, by: z.string().nullable(), why: z.string().nullable() }).nullable(),
  /** X takes nothing more before this. */
  held: z.object({ until: Moment, why: z.string() }).nullable(),
  /** Written in the last 24 hours, with what is in doubt. */
  postsLastDay: z.number().int(),
  /** Writes that wait for their turn. */
  waiting: z.number().int(),
  /** When the first of them may go, as far as is known. */
  nextAt: Moment.nullable(),
})
export type Account = z.infer<typeof Account>

const AccountId = z.string().regex(/^[0-9]{1,20}$/, issue('input.account-id'))

export const accounts = {
  list: endpoint('account.view')
    .route({ method: 'GET', path: '/accounts', summary: 'All connected accounts, what they may post and what waits' })
    .input(nothing)
    .output(z.array(Account)),
  limit: endpoint('account.limit')
    .route({ method: 'PUT', path: '/accounts/{id}/limits', summary: 'Set what an account may post' })
    .input(AccountLimits.extend({ id: AccountId }))
    .output(Account),
  pause: endpoint('account.pause')
    .route({
      method: 'POST',
      path: '/accounts/{id}/pause',
      summary: 'Stop everything that would be posted as an account',
    })
    .input(z.object({ id: AccountId, why: z.string().trim().max(200).optional() }))
    .output(Account),
  resume: endpoint('account.pause')
    .route({ method: 'POST', path: '/accounts/{id}/resume', summary: 'Let an account post again' })
    .input(
      z.object({
        id: AccountId,
        /** What has waited meanwhile: goes on in its order, or its runs are stopped. */
        waiting: z.enum(['send', 'stop']),
      }),
    )
    .output(Account),
}
