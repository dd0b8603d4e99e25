import { answerApproval } from '../../approvals/answer-approval.ts'
import { findApproval, listApprovals } from '../../approvals/read-approvals.ts'
import { notFound } from '../../ground/refusal.ts'
import { signedIn } from '../context/context.ts'
import type { House } from '../context/house.ts'

const { list, get, answer } = signedIn.approvals

export const approvals = {
  list: list.handler(({ input, context: { house } }) => listApprovals(house.db, input)),

  get: get.handler(({ input, context: { house } }) => mustFind(house, input.id)),

  answer: answer.handler(async ({ input, context: { house, user } }) => {
    await answerApproval(house.db, { ...input, user })
    return mustFind(house, input.id)
  }),
}

async function mustFind({ db }: House, id: string) {
  const approval = await findApproval(db, id)
  if (!approval) throw notFound('This approval')
  return approval
}
