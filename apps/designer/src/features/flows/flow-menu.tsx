import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Environment } from '@tailorbird/contract/environments'
import type { FlowSummary } from '@tailorbird/contract/flows'
import { useState } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { removeWithUndo } from '../../ui/toasts/remove-with-undo.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { toast } from '../../ui/toasts/toast.tsx'

export function FlowMenu({ flow, environments }: { flow: FlowSummary; environments: Environment[] }) {
  const queryClient = useQueryClient()
  const [renaming, setRenaming] = useState(false)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['flows'] })
  const duplicate = useMutation({
    mutationFn: async () => {
      const { draft } = await api.flows.get({ id: flow.id })
      return api.flows.create({ name: `${flow.name} (copy)`.slice(0, 120), draft })
    },
    onSuccess: ({ name }) => toast.done(`“${name}” is there.`),
    onError: (error) => toast.failed(inWords(error)),
    onSettled: refresh,
  })

  function remove() {
    removeWithUndo({
      id: flow.id,
      says: whatGoes(flow, environments),
      commit: async () => {
        await api.flows.remove({ id: flow.id })
        await refresh()
      },
      inWords,
    })
  }

  return (
    <>
      <MoreMenu
        about={flow.name}
        busy={duplicate.isPending}
        items={[
          { label: 'Rename', run: () => setRenaming(true) },
          { label: 'Duplicate', run: () => duplicate.mutate() },
          { label: 'Delete', run: remove },
        ]}
      />
      {renaming && (
        <RenameDialog
          what="flow"
          name={flow.name}
          rename={async (name) => {
            await api.flows.rename({ id: flow.id, name })
            await refresh()
          }}
          inWords={inWords}
          onClose={() => setRenaming(false)}
        />
      )}
    </>
  )
}

/** A flow that is at work goes on until Undo has run out, so it says that it will stop. */
function whatGoes({ name, deployments }: FlowSummary, environments: Environment[]) {
  const at = deployments
    .filter(({ enabled }) => enabled)
    .map(({ environment }) => environments.find(({ key }) => key === environment)?.name ?? environment)
  return at.length > 0 ? `“${name}” stops in ${at.join(' and ')} and is deleted in a moment.` : `“${name}” is deleted.`
}
