import { answerApproval } from '../../approvals/answer-approval.ts'
import { findApproval, listApprovals } from '../../approvals/read-approvals.ts'
import { notFound } from '../../ground/refusal.ts'
import { signedIn } from '../context/context.ts'
import type { HttpDeps } from '../context/http-deps.ts'
import { said } from '../../words/said.ts'

const { list, get, answer } = signedIn.approvals

export const approvals = {
  list: list.handler(({ input, context: { deps, caller } }) => listApprovals(caller, deps.db, input)),

  get: get.handler(({ input, context: { deps } }) => mustFind(deps, input.id)),

  answer: answer.handler(async ({ input, context: { deps, user } }) => {
    await answerApproval(deps.db, { ...input, user })
    return mustFind(deps, input.id)
  }),
}

async function mustFind({ db }: HttpDeps, id: string) {
  const approval = await findApproval(db, id)
  if (!approval) throw notFound(said('not-found.approval'))
  return approval
}
