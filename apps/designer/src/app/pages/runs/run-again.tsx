import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { IconRepeat } from '@tabler/icons-react'
import type { RunSummary } from '@tailorbird/contract/runs'
import { Suspense, lazy, useState } from 'react'

const RerunDialog = lazy(async () => ({
  default: (await import('../../../features/runs/rerun/rerun-dialog.tsx')).RerunDialog,
}))

/** An ended run may be run again, as a run of its own. */
export function RunAgain({ run, live }: { run: RunSummary; live: boolean }) {
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<IconRepeat size={16} aria-hidden />} onClick={() => setOpened(true)}>
        Run again…
      </Button>
      {opened && (
        <Suspense>
          <RerunDialog
            run={run}
            live={live}
            onClose={() => setOpened(false)}
            onStarted={({ id }) => void navigate({ to: '/runs/$runId', params: { runId: id } })}
          />
        </Suspense>
      )}
    </>
  )
}
