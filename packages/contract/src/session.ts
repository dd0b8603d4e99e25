import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, nothing } from './parts.ts'
import { issue } from '@tailorbird/flow/words/issue'

const email = z.email(issue('input.no-e-mail')).max(254)
const password = z.string().min(10, issue('input.short-password')).max(200, issue('input.long-password'))

export const Me = z.object({ id: Id, name: z.string(), email: z.string(), role: z.enum(['owner', 'member']) })
export type Me = z.infer<typeof Me>

/** `csrfToken` goes into the header `x-csrf-token` of every request that changes something. */
export const Session = z.object({
  user: Me.nullable(),
  csrfToken: z.string(),
  /** No owner yet: the one-time link printed by the server makes one. */
  needsOwner: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const session = {
  get: endpoint('anyone')
    .route({ method: 'GET', path: '/session', summary: 'Who is signed in' })
    .input(nothing)
    .output(Session),
  createOwner: endpoint('anyone')
    .route({ method: 'POST', path: '/owner', summary: 'Create the owner account with the one-time token' })
    .input(
      z.object({
        token: z.string().min(1),
        name: z.string().trim().min(1, issue('input.no-person')).max(100),
        email,
        password,
      }),
    )
    .output(Session),
  signIn: endpoint('anyone')
    .route({ method: 'POST', path: '/session', summary: 'Sign in' })
    .input(z.object({ email: z.string().max(254), password: z.string().max(200) }))
    .output(Session),
  signOut: endpoint('anyone')
    .route({ method: 'DELETE', path: '/session', summary: 'Sign out' })
    .input(nothing)
    .output(Session),
}
