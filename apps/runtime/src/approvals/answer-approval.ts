import type { Said } from '@tailorbird/flow/words/said'
import { type Database, inOneTransaction } from '@tailorbird/db/database'
import type { Approval } from '@tailorbird/contract/approvals'
import type { ApprovalAnswer } from '@tailorbird/flow/node/node-services'
import { countPost } from '@tailorbird/x-rules/post-text'
import { audit } from '../audit/audit.ts'
import { inTheWay, notFound, wrongFields } from '../ground/refusal.ts'
import { sendMessage } from '../runs/store/send-message.ts'
import { findApproval } from './read-approvals.ts'
import { said } from '../words/said.ts'

interface Answer {
  id: string
  approved: boolean
  text?: string | undefined
  note: string
  user: { id: string; name: string }
}

/** Decides an approval, if nobody has yet, and tells the run. Both are one transaction: an answer that counts is heard. */
export async function answerApproval(db: Database, { id, approved, text: edited, note, user }: Answer): Promise<void> {
  const approval = await findApproval(db, id)
  if (!approval) throw notFound(said('not-found.approval'))
  if (approval.status !== 'open') throw tooLate(approval)
  const text = textOf(approval, edited, approved)
  const { runId, nodeId, path, title, flowName } = approval
  const at = new Date().toISOString()
  const isFirst = await inOneTransaction(db, async (tx, client) => {
    const status = approved ? 'approved' : 'rejected'
    const { rowCount } = await client.query(ANSWER, [id, runId, status, text, note, user.id, at])
    if (rowCount !== 1) return false
    const payload: ApprovalAnswer = { approved, text, note, by: user.name, at }
    await sendMessage(client, { runId, nodeId, path, payload })
    await audit(tx, { userId: user.id, action: `approval.${status}`, subject: title, detail: flowName })
    return true
  })
  if (!isFirst) throw tooLate((await findApproval(db, id)) ?? approval)
}

/** The run is locked before the question, as by whoever stops a run, so that neither waits for the other for ever. Stopping
 *  withdraws the question in the same commit. */
const ANSWER = `
WITH held AS (SELECT id FROM runs WHERE id = $2 AND ended_at IS NULL FOR UPDATE)
UPDATE approvals SET status = $3, answer_text = $4, answer_note = $5, answered_by = $6, answered_at = $7
FROM held WHERE approvals.id = $1 AND approvals.run_id = held.id AND status = 'open'
  AND (expires_at IS NULL OR expires_at > now())`

/** The text as it shall be posted. What is rejected may be as long as it likes. */
function textOf({ text, mayEdit }: Approval, edited: string | undefined, approved: boolean): string {
  if (edited === undefined || edited === text) return text
  const refuse = (wrong: Said) => wrongFields([{ path: 'text', wrong }])
  if (!mayEdit) throw refuse(said('approval.not-editable'))
  if (!approved) return edited
  const { length, limit, fits, empty, cashtags } = countPost(edited)
  if (empty) throw refuse(said('approval.empty'))
  if (!fits) throw refuse(said('approval.too-long', { length, limit }))
  if (cashtags.length > 1) throw refuse(said('approval.cashtags', { count: cashtags.length }))
  return edited
}

function tooLate({ status, answer }: Approval) {
  if (answer) {
    const given = { by: answer.by, when: `${answer.at.slice(0, 16).replace('T', ' ')} UTC` }
    return inTheWay(
      'already-answered',
      status === 'approved' ? said('approval.approved-already', given) : said('approval.rejected-already', given),
    )
  }
  if (status === 'expired') return inTheWay('approval-expired', said('approval.expired'))
  return inTheWay('approval-withdrawn', said('approval.withdrawn'))
}
