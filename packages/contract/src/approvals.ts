import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { Id, Moment, byId } from './parts.ts'

/** An account that something is written as once an approval is given. */
export const PostingAs = z.object({
  alias: z.string(),
  /** Null: the alias leads nowhere in the environment of the run. */
  account: z.object({ username: z.string(), name: z.string(), avatarUrl: z.string().nullable() }).nullable(),
})
export type PostingAs = z.infer<typeof PostingAs>

/** A question a run waits with: shall this be posted? */
export const Approval = z.object({
  id: Id,
  runId: Id,
  nodeId: z.string(),
  path: z.string(),
  flowId: Id,
  flowName: z.string(),
  environment: z.string(),
  test: z.boolean(),
  title: z.string(),
  /** What would be posted, with everything filled in. */
  text: z.string(),
  files: z.array(FileEntry),
  mayEdit: z.boolean(),
  /** While it is open: as whom the steps behind "approved" post, the nearest first. Flows that those call do not count. */
  postsAs: z.array(PostingAs),
  status: z.enum(['open', 'approved', 'rejected', 'expired', 'withdrawn']),
  askedAt: Moment,
  expiresAt: Moment.nullable(),
  answer: z.object({ text: z.string(), note: z.string(), by: z.string(), at: Moment }).nullable(),
})
export type Approval = z.infer<typeof Approval>

export const approvals = {
  list: endpoint('approval.view')
    .route({ method: 'GET', path: '/approvals', summary: 'What waits for somebody to decide; or what was decided' })
    .input(
      z.object({
        status: z.enum(['open', 'answered']).default('open'),
        runId: Id.optional(),
        before: Id.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ approvals: z.array(Approval), open: z.number().int() })),
  get: endpoint({ right: 'approval.view', of: 'approval' })
    .route({ method: 'GET', path: '/approvals/{id}', summary: 'One approval' })
    .input(byId)
    .output(Approval),
  /** The first answer counts: a later one is refused with 409. */
  answer: endpoint({ right: 'approval.answer', of: 'approval' })
    .route({ method: 'POST', path: '/approvals/{id}/answer', summary: 'Approve or reject' })
    .input(
      z.object({
        id: Id,
        approved: z.boolean(),
        /** The text as it shall be posted; only where it may be edited. */
        text: z.string().max(25_000).optional(),
        note: z.string().trim().max(1000).default(''),
      }),
    )
    .output(Approval),
}
