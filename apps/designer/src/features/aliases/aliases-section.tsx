import { useQuery } from '@tanstack/react-query'
import { IconRoute2 } from '@tabler/icons-react'
import { inWords } from '../../api/api-problem.ts'
import { queries } from '../../api/queries.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/page/empty-state.tsx'
import { Loading } from '../../ui/page/loading.tsx'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/page/section.tsx'
import { AliasTable } from './alias-table.tsx'
import { FirstAliases } from './first-aliases.tsx'
import { NewAlias } from './new-alias.tsx'

/** Step three: the names that flows use instead of accounts. */
export function AliasesSection() {
  const aliases = useQuery(queries.aliases())
  const connections = useQuery(queries.connections()).data ?? []
  const environments = useQuery(queries.environments()).data ?? []

  return (
    <Section
      title="3. Aliases"
      lead="Flows name an alias, never an account. Here you say which account it is in each environment, so a flow is tried with one account and goes live with another."
    >
      {aliases.error && <Note tone="alarm">{inWords(aliases.error)}</Note>}
      {aliases.isPending && <Loading lines={1} height={96} />}
      {aliases.data?.length === 0 && (
        <EmptyState
          icon={<IconRoute2 size={32} stroke={1.5} />}
          title="No alias yet"
          action={<FirstAliases connection={connections[0]} environments={environments} />}
        >
          Most flows need two: x_message, the account that posts, and x_media, the one that uploads its pictures.
        </EmptyState>
      )}
      {aliases.data && aliases.data.length > 0 && (
        <Card>
          <AliasTable aliases={aliases.data} connections={connections} environments={environments} />
        </Card>
      )}
      {aliases.data && <NewAlias existing={aliases.data} />}
    </Section>
  )
}
