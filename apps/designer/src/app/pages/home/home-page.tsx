import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../../api/queries.ts'
import { FlowList } from '../../../features/flows/flow-list.tsx'
import { NewFlowDialog } from '../../../features/flows/new-flow-dialog.tsx'
import { Page } from '../../../ui/page/page.tsx'
import { PageHeading } from '../../../ui/page/page-heading.tsx'
import { usePendingRemovals } from '../../../ui/toasts/pending-removals.ts'
import { QueryView } from '../query-view.tsx'
import { HomeGuide } from './home-guide.tsx'

export function HomePage() {
  const flows = useQuery({ ...queries.flows(), refetchInterval: 15_000 })
  const environments = useQuery(queries.environments()).data ?? []
  const pending = usePendingRemovals()
  const navigate = useNavigate()
  const [choosing, setChoosing] = useState(false)
  const shown = flows.data?.filter(({ id }) => !pending.has(id)) ?? []

  return (
    <Page>
      <PageHeading
        title="Flows"
        lead={
          flows.data && shown.length === 0
            ? 'A flow waits for something to happen and then acts on X. Three steps to the first one:'
            : undefined
        }
        actions={shown.length > 0 && <Button onClick={() => setChoosing(true)}>New flow</Button>}
      />
      <QueryView query={flows} headed>
        {() => (
          <>
            <HomeGuide flowCount={shown.length} onNewFlow={() => setChoosing(true)} />
            {shown.length > 0 && (
              <FlowList
                flows={shown}
                environments={environments}
                flowLink={(flow) => (
                  <Link to="/flows/$flowId" params={{ flowId: flow.id }}>
                    {flow.name}
                  </Link>
                )}
                runLink={(runId, children) => (
                  <Link to="/runs/$runId" params={{ runId }} title="Open the last run">
                    {children}
                  </Link>
                )}
              />
            )}
          </>
        )}
      </QueryView>
      {choosing && (
        <NewFlowDialog
          onCreated={({ id }) => void navigate({ to: '/flows/$flowId', params: { flowId: id } })}
          onClose={() => setChoosing(false)}
        />
      )}
    </Page>
  )
}
