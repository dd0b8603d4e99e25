import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { Suspense, lazy, useState } from 'react'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'

const StartDialog = lazy(async () => ({ default: (await import('./start-dialog.tsx')).StartDialog }))

/** A flow that is started by hand has its button, once it is at work somewhere. */
export function StartButton({ onStarted }: { onStarted(runId: string): void }) {
  const isManual = useEditor(({ graph, workspace }) =>
    graph.nodes.some(({ type }) => surroundingsOf(workspace).nodeType(type)?.source === 'manual'),
  )
  const isAtWork = useEditor(({ flow }) => flow.deployments.some(({ enabled }) => enabled))
  const [opened, setOpened] = useState(false)
  if (!isManual || !isAtWork) return null
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setOpened(true)}>
        Run
      </Button>
      {opened && (
        <Suspense>
          <StartDialog onClose={() => setOpened(false)} onStarted={onStarted} />
        </Suspense>
      )}
    </>
  )
}
