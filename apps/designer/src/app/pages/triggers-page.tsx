import { useQuery } from '@tanstack/react-query'
import { IconAntenna } from '@tabler/icons-react'
import { inWords } from '../../api/api-problem.ts'
import { queries } from '../../api/queries.ts'
import { TriggerList } from '../../features/triggers/trigger-list.tsx'
import { EmptyState } from '../../ui/page/empty-state.tsx'
import { Loading } from '../../ui/page/loading.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page/page.tsx'
import { PageHeading } from '../../ui/page/page-heading.tsx'

/** Every trigger at work: when it looked last, when it looks next, and what is in its way. */
export function TriggersPage() {
  const triggers = useQuery({ ...queries.triggers(), refetchInterval: 5_000 })
  const environments = useQuery(queries.environments()).data ?? []
  const live = environments.filter((environment) => environment.live).map(({ key }) => key)
  return (
    <Page>
      <PageHeading title="Triggers" lead="What starts your flows, and how it is doing." />
      {triggers.error && <Note tone="alarm">{inWords(triggers.error)}</Note>}
      {triggers.isPending && <Loading lines={4} height={72} />}
      {triggers.data?.length === 0 && (
        <EmptyState icon={<IconAntenna size={32} stroke={1.5} />} title="No trigger is at work">
          Publish a flow and switch it on; its trigger is listed here then.
        </EmptyState>
      )}
      {triggers.data && <TriggerList triggers={triggers.data} live={live} withFlow />}
    </Page>
  )
}
