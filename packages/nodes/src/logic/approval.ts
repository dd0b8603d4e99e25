import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineWait } from '@tailorbird/flow/node/node-type'
import { z } from 'zod'
import { said } from './words.ts'

export const approval = defineWait({
  type: 'logic.approval',
  title: 'Ask for approval',
  summary: 'Holds the run until somebody has read a text and approved or rejected it.',
  group: 'Logic',
  icon: 'person-check',
  keywords: ['approve', 'review', 'human', 'confirm', 'four eyes', 'moderation'],
  sentence: 'Ask: {title}',
  uses: ['approvals'],
  params: {
    title: field.text({ label: 'Question', placeholder: 'May this be posted?', maxLength: 200 }),
    text: field.postText({ label: 'Text to approve' }),
    files: field.files({ label: 'Files to show', optional: true, max: 20 }),
    mayEdit: field.yesNo({ label: 'The approver may change the text', initial: true, optional: true }),
    expires: field.duration({
      label: 'Expires after',
      hint: 'Empty: it waits as long as the run may take.',
      min: 60,
      max: 366 * 86_400,
      optional: true,
    }),
  },
  output: {
    text: field.postText({ label: 'Text as approved' }),
    note: field.text({ label: 'Note of the approver' }),
    by: field.text({ label: 'Approver' }),
    at: field.moment({ label: 'Answered at' }),
  },
  ports: { approved: 'When approved', rejected: 'When rejected', expired: 'When nobody answered' },
  async look({ params, services, now }, { since, state, answer }) {
    const { title, text, files = [], mayEdit = false, expires } = params
    if (answer !== undefined && answer !== null) {
      const { approved, ...given } = answered(answer)
      return {
        leaveBy: approved ? 'approved' : 'rejected',
        output: { ...given, text: mayEdit ? given.text : text },
      }
    }
    const expiresAt = expires === undefined ? undefined : new Date(since.getTime() + expires * 1000)
    if (expiresAt && expiresAt <= now()) {
      return { leaveBy: 'expired', output: { text, note: '', by: '', at: expiresAt.toISOString() } }
    }
    if (state === undefined || state === null) {
      await services.approvals.ask({ title, text, files, mayEdit, expiresAt })
    }
    return { until: expiresAt, reason: 'approval', state: { asked: true } }
  },
})

/** In step with `ApprovalAnswer`. */
const Answer = z.object({ approved: z.boolean(), text: z.string(), note: z.string(), by: z.string(), at: z.string() })

function answered(answer: unknown) {
  const { data } = Answer.safeParse(answer)
  if (data) return data
  throw new Failure(said('approval.answer'))
}
