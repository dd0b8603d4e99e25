import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { inWords } from '../../../api/api-problem.ts'
import { queries } from '../../../api/queries.ts'
import { Loading } from '../../../ui/page/loading.tsx'
import { Note } from '../../../ui/note.tsx'
import css from './flow-runs.module.css'
import { RunList } from './run-list.tsx'

/** What became of one flow: tests and real runs, newest first. */
export function FlowRuns({ flowId, live }: { flowId: string; live: readonly string[] }) {
  const navigate = useNavigate()
  const runs = useInfiniteQuery({ ...queries.runs({ flowId }), refetchInterval: 5_000 })
  if (runs.error) return <Note tone="alarm">{inWords(runs.error)}</Note>
  if (!runs.data) return <Loading height={48} />
  const all = runs.data.pages.flatMap((page) => page.runs)
  if (all.length === 0)
    return <p className={css.none}>The flow has not run yet. Test it, or publish it and switch it on.</p>
  return (
    <div className={css.runs}>
      <RunList
        runs={all}
        live={live}
        onOpen={({ id }) => void navigate({ to: '/runs/$runId', params: { runId: id } })}
      />
      {runs.hasNextPage && (
        <Button variant="subtle" loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          Show older runs
        </Button>
      )}
    </div>
  )
}
