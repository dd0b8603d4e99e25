import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { Table } from '@tailorbird/contract/tables'
import type { TableField } from '@tailorbird/flow/tables/table-field'
import { api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { ANNOUNCEMENTS } from '../../../features/tables/announcements.ts'
import { TableForm } from '../../../features/tables/table-form.tsx'
import { Page } from '../../../ui/page/page.tsx'
import { PageHeading } from '../../../ui/page/page-heading.tsx'
import { toast } from '../../../ui/toasts/toast.tsx'
import { QueryView } from '../query-view.tsx'
import { BackLink } from '../back-link.tsx'

const EMPTY = {
  name: '',
  fields: [{ key: 'title', label: 'Title', kind: 'text', required: true }] satisfies TableField[],
}

export function NewTablePage() {
  const { template } = useSearch({ from: '/shell/tables/new' })
  const save = useSaveTable((input) => api.tables.create(input))
  const navigate = useNavigate()
  return (
    <Page width={880}>
      <PageHeading
        title="New table"
        above={<BackLink to="/tables">Tables</BackLink>}
        lead="Fields can be added and renamed at any time."
      />
      <TableForm
        initial={template === 'announcements' ? ANNOUNCEMENTS : EMPTY}
        exists={false}
        recordCount={0}
        submitLabel="Create table"
        busy={save.isPending}
        error={save.error}
        onSubmit={(input) => save.mutate(input)}
        onCancel={() => void navigate({ to: '/tables' })}
      />
    </Page>
  )
}

export function EditTablePage() {
  const { tableId } = useParams({ from: '/shell/tables/$tableId/edit' })
  const tables = useQuery(queries.tables())
  const save = useSaveTable((input) => api.tables.update({ id: tableId, ...input }))
  const navigate = useNavigate()
  const back = () => void navigate({ to: '/tables/$tableId', params: { tableId } })
  return (
    <Page width={880}>
      <QueryView query={tables}>
        {(all) => {
          const table = all.find(({ id }) => id === tableId)
          return (
            <>
              <PageHeading
                title={table ? `Fields of ${table.name}` : 'This table is gone'}
                above={
                  table ? (
                    <BackLink to="/tables/$tableId" params={{ tableId }}>
                      {table.name}
                    </BackLink>
                  ) : (
                    <BackLink to="/tables">Tables</BackLink>
                  )
                }
              />
              {table && (
                <TableForm
                  initial={table}
                  exists
                  recordCount={table.recordCount}
                  submitLabel="Save"
                  busy={save.isPending}
                  error={save.error}
                  onSubmit={(input) => save.mutate(input)}
                  onCancel={back}
                />
              )}
            </>
          )
        }}
      </QueryView>
    </Page>
  )
}

function useSaveTable(send: (input: { name: string; fields: TableField[] }) => Promise<Table>) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: send,
    onSuccess: async ({ id, name }) => {
      await queryClient.invalidateQueries({ queryKey: ['tables'] })
      void queryClient.invalidateQueries({ queryKey: ['records'] })
      toast.done(`“${name}” is saved.`)
      await navigate({ to: '/tables/$tableId', params: { tableId: id } })
    },
  })
}
