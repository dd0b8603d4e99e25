import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Table } from '@tailorbird/contract/tables'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { DeleteTableDialog } from '../../../features/tables/delete-table-dialog.tsx'
import { MoreMenu } from '../../../ui/more-menu.tsx'
import { removeWithUndo } from '../../../ui/toasts/remove-with-undo.tsx'

/** What can be done with a table besides its records. */
export function TableMenu({ table }: { table: Table }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)

  function remove() {
    removeWithUndo({
      id: table.id,
      says: `“${table.name}” is deleted.`,
      commit: async () => {
        await api.tables.remove({ id: table.id })
        await queryClient.invalidateQueries({ queryKey: ['tables'] })
      },
      inWords,
    })
    void navigate({ to: '/tables' })
  }

  return (
    <>
      <MoreMenu
        about={table.name}
        framed
        items={[
          {
            label: 'Edit fields and name',
            run: () => void navigate({ to: '/tables/$tableId/edit', params: { tableId: table.id } }),
          },
          { label: 'Delete the table', run: () => setAsking(true) },
        ]}
      />
      {asking && <DeleteTableDialog table={table} onDelete={remove} onClose={() => setAsking(false)} />}
    </>
  )
}
