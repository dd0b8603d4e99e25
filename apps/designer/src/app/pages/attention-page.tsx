import { useQuery } from '@tanstack/react-query'
import { queries } from '../../api/queries.ts'
import { AttentionList } from '../../features/attention/attention-list.tsx'
import { Page } from '../../ui/page/page.tsx'
import { PageHeading } from '../../ui/page/page-heading.tsx'
import { QueryView } from './query-view.tsx'

export function AttentionPage() {
  const attention = useQuery({ ...queries.attention(), refetchInterval: 5_000 })
  return (
    <Page>
      <PageHeading title="Attention" lead="What wants somebody: each line leads to where it is dealt with." />
      <QueryView query={attention} headed>
        {(data) => <AttentionList attention={data} />}
      </QueryView>
    </Page>
  )
}
