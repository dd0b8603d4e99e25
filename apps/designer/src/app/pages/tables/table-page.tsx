import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { IconFilePlus } from '@tabler/icons-react'
import type { Table } from '@tailorbird/contract/tables'
import type { TableRecord } from '@tailorbird/contract/records'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { RecordList } from '../../../features/tables/records/record-list.tsx'
import { titleOf } from '../../../features/tables/records/title-of.ts'
import { EmptyState } from '../../../ui/page/empty-state.tsx'
import { Loading } from '../../../ui/page/loading.tsx'
import { Note } from '../../../ui/note.tsx'
import { Page } from '../../../ui/page/page.tsx'
import { PageHeading } from '../../../ui/page/page-heading.tsx'
import { usePendingRemovals } from '../../../ui/toasts/pending-removals.ts'
import { removeWithUndo } from '../../../ui/toasts/remove-with-undo.tsx'
import { QueryView } from '../query-view.tsx'
import { BackLink } from '../back-link.tsx'
import { TableMenu } from './table-menu.tsx'

export function TablePage() {
  const { tableId } = useParams({ from: '/shell/tables/$tableId' })
  const tables = useQuery(queries.tables())
  return (
    <Page>
      <QueryView query={tables}>
        {(all) => {
          const table = all.find(({ id }) => id === tableId)
          if (table) return <Records table={table} />
          return (
            <PageHeading
              title="This table is gone"
              lead="It was deleted, or the address is wrong."
              above={<BackLink to="/tables">Tables</BackLink>}
            />
          )
        }}
      </QueryView>
    </Page>
  )
}

function Records({ table }: { table: Table }) {
  const records = useInfiniteQuery(queries.records(table.id))
  const pending = usePendingRemovals()
  const navigate = useNavigate()
  const remove = useRemoveRecord(table)
  const shown = records.data?.pages.flatMap((page) => page.records).filter(({ id }) => !pending.has(id))
  const add = (
    <Button
      onClick={() =>
        void navigate({ to: '/tables/$tableId/records/$recordId', params: { tableId: table.id, recordId: 'new' } })
      }
    >
      Add a record
    </Button>
  )

  return (
    <>
      <PageHeading
        title={table.name}
        above={<BackLink to="/tables">Tables</BackLink>}
        actions={
          <>
            {shown && shown.length > 0 && add}
            <TableMenu table={table} />
          </>
        }
      />
      {records.error && <Note tone="alarm">{inWords(records.error)}</Note>}
      {records.isPending && <Loading lines={4} height={40} />}
      {shown?.length === 0 && (
        <EmptyState icon={<IconFilePlus size={32} stroke={1.5} />} title="No record yet" action={add}>
          Add one here. Flows that start when a record is added to {table.name} begin at once.
        </EmptyState>
      )}
      {shown && shown.length > 0 && (
        <RecordList
          table={table}
          records={shown}
          link={(record, title) => (
            <Link to="/tables/$tableId/records/$recordId" params={{ tableId: table.id, recordId: record.id }}>
              {title}
            </Link>
          )}
          onRemove={remove}
        />
      )}
      {records.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  )
}

function useRemoveRecord(table: Table) {
  const queryClient = useQueryClient()
  return (record: TableRecord) =>
    removeWithUndo({
      id: record.id,
      says: `“${titleOf(table, record)}” is deleted.`,
      commit: async () => {
        await api.records.remove({ id: record.id })
        await queryClient.invalidateQueries({ queryKey: ['records', 'of', table.id] })
        void queryClient.invalidateQueries({ queryKey: ['tables'] })
      },
      inWords,
    })
}
