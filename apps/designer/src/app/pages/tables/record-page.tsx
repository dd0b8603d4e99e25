import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { Table } from '@tailorbird/contract/tables'
import type { TableRecord } from '@tailorbird/contract/records'
import { useRef } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { RecordEditor } from '../../../features/tables/records/record-editor.tsx'
import { titleOf } from '../../../features/tables/records/title-of.ts'
import { Page } from '../../../ui/page/page.tsx'
import { PageHeading } from '../../../ui/page/page-heading.tsx'
import { RelativeTime } from '../../../ui/time/relative-time.tsx'
import { removeWithUndo } from '../../../ui/toasts/remove-with-undo.tsx'
import { toast } from '../../../ui/toasts/toast.tsx'
import { useLeaveGuard } from '../../../ui/page/use-leave-guard.ts'
import { QueryView } from '../query-view.tsx'
import { BackLink } from '../back-link.tsx'

export function RecordPage() {
  const { tableId, recordId } = useParams({ from: '/shell/tables/$tableId/records/$recordId' })
  const tables = useQuery(queries.tables())
  const isNew = recordId === 'new'
  const record = useQuery({ ...queries.record(recordId), enabled: !isNew, refetchOnWindowFocus: false })
  return (
    <Page width={720}>
      <QueryView query={tables}>
        {(all) => {
          const table = all.find(({ id }) => id === tableId)
          if (!table) return <PageHeading title="This table is gone" above={<BackLink to="/tables">Tables</BackLink>} />
          if (isNew) return <OneRecord table={table} record={undefined} />
          return (
            <QueryView query={record}>{(found) => <OneRecord key={found.id} table={table} record={found} />}</QueryView>
          )
        }}
      </QueryView>
    </Page>
  )
}

function OneRecord({ table, record }: { table: Table; record: TableRecord | undefined }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const dirty = useRef(false)
  useLeaveGuard(() => dirty.current)

  function leave(says?: string) {
    dirty.current = false
    if (says) toast.done(says)
    void navigate({ to: '/tables/$tableId', params: { tableId: table.id } })
  }
  function remove(gone: TableRecord) {
    removeWithUndo({
      id: gone.id,
      says: `“${titleOf(table, gone)}” is deleted.`,
      commit: async () => {
        await api.records.remove({ id: gone.id })
        await queryClient.invalidateQueries({ queryKey: ['records', 'of', table.id] })
      },
      inWords,
    })
    leave()
  }

  return (
    <>
      <PageHeading
        title={record ? titleOf(table, record) : `New record in ${table.name}`}
        above={
          <BackLink to="/tables/$tableId" params={{ tableId: table.id }}>
            {table.name}
          </BackLink>
        }
        lead={
          record ? (
            <>
              Added <RelativeTime at={record.createdAt} />, changed <RelativeTime at={record.updatedAt} />.
            </>
          ) : (
            'Flows that wait for a record here start as soon as it is created.'
          )
        }
      />
      <RecordEditor
        table={table}
        record={record}
        actions={
          record && (
            <Button variant="subtle" color="gray" onClick={() => remove(record)}>
              Delete
            </Button>
          )
        }
        onSaved={() => leave(record ? 'Saved.' : 'The record is created.')}
        onTouched={() => (dirty.current = true)}
      />
    </>
  )
}
