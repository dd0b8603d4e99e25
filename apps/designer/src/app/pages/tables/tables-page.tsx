import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconTable } from '@tabler/icons-react'
import { queries } from '../../../api/queries.ts'
import { TableCards } from '../../../features/tables/table-cards.tsx'
import { EmptyState } from '../../../ui/page/empty-state.tsx'
import { Page } from '../../../ui/page/page.tsx'
import { PageHeading } from '../../../ui/page/page-heading.tsx'
import { usePendingRemovals } from '../../../ui/toasts/pending-removals.ts'
import { QueryView } from '../query-view.tsx'
import { NewTableButtons } from './new-table-buttons.tsx'

export function TablesPage() {
  const tables = useQuery(queries.tables())
  const pending = usePendingRemovals()
  return (
    <Page>
      <PageHeading
        title="Tables"
        lead="Records live in tables. A flow can start when one is added, and post what it says."
        actions={tables.data && tables.data.length > 0 && <NewTableButtons primary="empty" />}
      />
      <QueryView query={tables} headed>
        {(all) => {
          const shown = all.filter(({ id }) => !pending.has(id))
          if (shown.length === 0) return <NoTables />
          return (
            <TableCards
              tables={shown}
              link={(table, className) => (
                <Link className={className} to="/tables/$tableId" params={{ tableId: table.id }}>
                  {table.name}
                </Link>
              )}
            />
          )
        }}
      </QueryView>
    </Page>
  )
}

function NoTables() {
  return (
    <EmptyState
      icon={<IconTable size={32} stroke={1.5} />}
      title="No table yet"
      action={<NewTableButtons primary="template" />}
    >
      A table holds what your flows talk about: announcements, products, questions. “Announcements” is ready to use,
      with a title, a body, whether to publish, and pictures.
    </EmptyState>
  )
}
