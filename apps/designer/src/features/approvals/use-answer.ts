import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Approval } from '@tailorbird/contract/approvals'
import { ApiProblem, inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { toast } from '../../ui/toasts/toast.tsx'
import { said } from '../../words/said.ts'
import { sentence } from '../../words/page-sentence.ts'

export interface Answer {
  approved: boolean
  text: string
  note: string
}

/** Answers a question. The first answer counts: whoever comes second is told who was first. */
export function useAnswer(approval: Approval) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ approved, text, note }: Answer) =>
      api.approvals.answer({ id: approval.id, approved, note, ...(approval.mayEdit && { text }) }),
    onSuccess: ({ status }) => toast.done(status === 'approved' ? 'Approved. The run goes on.' : 'Rejected.'),
    onError: async (error) => {
      const isSecond = error instanceof ApiProblem && error.status === 409
      toast.failed(isSecond ? await firstAnswer(approval.id, error) : inWords(error))
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['approvals'] }),
  })
}

async function firstAnswer(id: string, refused: ApiProblem): Promise<string> {
  const { status, answer } = await api.approvals.get({ id }).catch(() => ({ status: 'open', answer: null }))
  if (!answer) return refused.detail
  const { by } = answer
  return sentence(
    status === 'approved'
      ? said('approval.other-was-first-approved', { by })
      : said('approval.other-was-first-rejected', { by }),
  )
}
