import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, Moment, nothing } from './parts.ts'

/** Something that wants a person. Failures are news until they have been seen; all else stays until it is dealt with. */
export const AttentionItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('failures'),
    flowId: Id,
    flowName: z.string(),
    environment: z.string(),
    count: z.number().int(),
    /** The latest of them. */
    runId: Id,
    message: z.string(),
    at: Moment,
  }),
  z.object({ kind: z.literal('doubt'), flowName: z.string(), environment: z.string(), runId: Id, at: Moment }),
  z.object({ kind: z.literal('approvals'), count: z.number().int(), title: z.string(), at: Moment }),
  z.object({
    kind: z.literal('trigger'),
    triggerId: Id,
    flowId: Id,
    flowName: z.string(),
    environment: z.string(),
    why: z.string(),
    at: Moment,
  }),
  z.object({ kind: z.literal('connection'), connectionId: Id, username: z.string(), why: z.string() }),
])
export type AttentionItem = z.infer<typeof AttentionItem>

export const Attention = z.object({
  items: z.array(AttentionItem),
  /** Failures before this have been seen; null: none has. */
  seenAt: Moment.nullable(),
})
export type Attention = z.infer<typeof Attention>

export const attention = {
  list: endpoint('run.view')
    .route({ method: 'GET', path: '/attention', summary: 'What wants the attention of whoever asks' })
    .input(nothing)
    .output(Attention),
  /** `at`: an earlier time takes it back. Failures that end later are news again. */
  seen: endpoint('run.view')
    .route({ method: 'PUT', path: '/attention/seen', summary: 'Say until when failures have been seen' })
    .input(z.object({ at: Moment.nullable() }))
    .output(Attention),
}
