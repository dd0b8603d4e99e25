import { Button, Group } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { IconHistory } from '@tabler/icons-react'
import { inWords } from '../../../api/api-problem.ts'
import { queries } from '../../../api/queries.ts'
import { ExportButton } from '../../../features/runs/list/export-button.tsx'
import { filterOf } from '../../../features/runs/list/run-choice.ts'
import { RunFilters } from '../../../features/runs/list/run-filters.tsx'
import { RerunFailed } from '../../../features/runs/rerun/rerun-failed.tsx'
import { RunList } from '../../../features/runs/list/run-list.tsx'
import { EmptyState } from '../../../ui/page/empty-state.tsx'
import { Loading } from '../../../ui/page/loading.tsx'
import { Note } from '../../../ui/note.tsx'
import { Page } from '../../../ui/page/page.tsx'
import { PageHeading } from '../../../ui/page/page-heading.tsx'

export function RunsPage() {
  const choice = useSearch({ from: '/shell/runs' })
  const filter = filterOf(choice)
  const runs = useInfiniteQuery({ ...queries.runs(filter), refetchInterval: 5_000 })
  const flows = useQuery(queries.flows()).data ?? []
  const environments = useQuery(queries.environments()).data ?? []
  const navigate = useNavigate()
  const shown = runs.data?.pages.flatMap((page) => page.runs) ?? []
  const filtered = Object.values(choice).some((value) => value !== undefined)

  return (
    <Page>
      <PageHeading
        title="Runs"
        lead="Everything that flows have done, newest first."
        actions={
          <>
            <Link to="/triggers">Triggers</Link>
            {shown.length > 0 && <ExportButton filter={filter} />}
          </>
        }
      />
      <RunFilters
        choice={choice}
        flows={flows}
        environments={environments}
        onChange={(search) => void navigate({ to: '/runs', search, replace: true })}
      />
      {shown.some((run) => run.status === 'failed') && (
        <Group mb="md">
          <RerunFailed filter={filter} />
        </Group>
      )}
      {runs.error && <Note tone="alarm">{inWords(runs.error)}</Note>}
      {runs.isPending && <Loading lines={5} height={56} />}
      {runs.data && shown.length === 0 && (
        <EmptyState
          icon={<IconHistory size={32} stroke={1.5} />}
          title={filtered ? 'No run like this' : 'Nothing has run yet'}
          action={!filtered && <Link to="/">Go to your flows</Link>}
        >
          {filtered
            ? 'Choose fewer filters to see more.'
            : 'A run is one execution of a flow. Test a flow, or publish it and let its trigger start one; each step is shown here.'}
        </EmptyState>
      )}
      {shown.length > 0 && (
        <RunList
          runs={shown}
          withFlow
          live={environments.filter(({ live }) => live).map(({ key }) => key)}
          onOpen={({ id }) => void navigate({ to: '/runs/$runId', params: { runId: id } })}
        />
      )}
      {runs.hasNextPage && (
        <Button variant="default" mt="md" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Page>
  )
}
