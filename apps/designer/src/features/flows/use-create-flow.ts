import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Flow } from '@tailorbird/contract/flows'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { toast } from '../../ui/toasts/toast.tsx'

/** Creates a flow and hands it on, so that it can be opened. */
export function useCreateFlow(onCreated: (flow: Flow) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (flow: { name: string; draft?: Graph | undefined }) => api.flows.create(flow),
    onSuccess: (flow) => {
      void queryClient.invalidateQueries({ queryKey: queries.flows().queryKey, exact: true })
      onCreated(flow)
    },
    onError: (error) => toast.failed(inWords(error)),
  })
}
