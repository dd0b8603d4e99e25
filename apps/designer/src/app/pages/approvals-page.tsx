import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { IconChecklist } from '@tabler/icons-react'
import { inWords } from '../../api/api-problem.ts'
import { queries } from '../../api/queries.ts'
import { AnsweredList } from '../../features/approvals/answered-list.tsx'
import { ApprovalList } from '../../features/approvals/approval-list.tsx'
import { EmptyState } from '../../ui/page/empty-state.tsx'
import { Loading } from '../../ui/page/loading.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page/page.tsx'
import { PageHeading } from '../../ui/page/page-heading.tsx'

/** What waits for somebody to decide, and what was decided. */
export function ApprovalsPage() {
  const { run: runId, answered } = useSearch({ from: '/shell/approvals' })
  const navigate = useNavigate()
  const status = answered ? 'answered' : 'open'
  // Somebody else may answer meanwhile.
  const found = useInfiniteQuery({ ...queries.approvals({ status, runId }), refetchInterval: 5_000 })
  const environments = useQuery(queries.environments()).data ?? []
  const live = environments.filter((environment) => environment.live).map(({ key }) => key)
  const approvals = found.data?.pages.flatMap((page) => page.approvals) ?? []
  return (
    <Page>
      <PageHeading title="Approvals" lead="What flows ask before they go on." />
      <SegmentedControl
        mb="md"
        aria-label="Which approvals"
        value={status}
        data={[
          { value: 'open', label: 'Open' },
          { value: 'answered', label: 'Answered' },
        ]}
        onChange={(next) =>
          void navigate({ to: '/approvals', search: { run: runId, answered: next === 'answered' || undefined } })
        }
      />
      {runId !== undefined && (
        <p>
          Only those of one run. <Link to="/approvals">Show all</Link>
        </p>
      )}
      {found.error && <Note tone="alarm">{inWords(found.error)}</Note>}
      {found.isPending && <Loading lines={3} height={160} />}
      {found.data && approvals.length === 0 && (
        <EmptyState
          icon={<IconChecklist size={32} stroke={1.5} />}
          title={answered ? 'Nothing was decided yet' : 'Nothing waits for you'}
        >
          Put the node Approval before a post, and the run waits here until somebody has read it.
        </EmptyState>
      )}
      {answered ? (
        <AnsweredList approvals={approvals} live={live} />
      ) : (
        <ApprovalList approvals={approvals} live={live} />
      )}
      {found.hasNextPage && (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Page>
  )
}
