import type { ApprovalAnswer, ApprovalRequest } from '@tailorbird/flow/node/node-services'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { approval } from './approval.ts'

const since = new Date('2026-11-20T09:00:00Z')
const asked: ApprovalRequest[] = []
interface Case {
  mayEdit?: boolean
  state?: unknown
  answer?: ApprovalAnswer
  now?: string
}
function look({ mayEdit = true, state, answer, now = '2026-11-20T09:00:00Z' }: Case = {}) {
  asked.length = 0
  return approval.look(
    nodeContext({
      params: { title: 'May this go out?', text: 'Hello', files: undefined, mayEdit, expires: 3600 },
      services: { approvals: { ask: async (request) => void asked.push(request) } },
      now,
    }),
    { since, state, answer },
  )
}
const answer = (approved: boolean): ApprovalAnswer => ({
  approved,
  text: 'Hello!',
  note: 'fine',
  by: 'Ada',
  at: '2026-11-20T09:30:00Z',
})

test('asks once and waits until it expires', async () => {
  const until = new Date('2026-11-20T10:00:00Z')
  expect(await look()).toEqual({ until, reason: 'approval', state: { asked: true } })
  expect(asked).toEqual([{ title: 'May this go out?', text: 'Hello', files: [], mayEdit: true, expiresAt: until }])
  await look({ state: { asked: true } })
  expect(asked).toEqual([])
})

test('goes the way of the answer, with the text as the approver left it', async () => {
  const { approved: _, ...output } = answer(true)
  expect(await look({ answer: answer(true) })).toEqual({ leaveBy: 'approved', output })
  expect(await look({ answer: answer(false) })).toMatchObject({ leaveBy: 'rejected', output: { note: 'fine' } })
})

test('a text that may not be changed stays as it was', async () => {
  expect(await look({ mayEdit: false, answer: answer(true) })).toMatchObject({ output: { text: 'Hello' } })
})

test('expires when nobody answers; an answer in time counts even when it is read late', async () => {
  const now = '2026-11-20T10:00:00Z'
  expect(await look({ state: { asked: true }, now })).toMatchObject({ leaveBy: 'expired', output: { text: 'Hello' } })
  expect(await look({ answer: answer(true), now })).toMatchObject({ leaveBy: 'approved' })
})
