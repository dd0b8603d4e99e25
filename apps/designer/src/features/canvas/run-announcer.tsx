import { VisuallyHidden } from '@mantine/core'
import { useEditor } from '../../editor/store/editor-context.ts'
import { lookOfRun } from '../../editor/model/run/run-look.ts'

/** Says aloud what sighted people see change on the canvas. */
export function RunAnnouncer() {
  const said = useEditor(({ run, index }) => {
    if (!run) return ''
    const now = [...run.steps.values()].find(({ status }) => status === 'started' || status === 'intended')
    const label = now && index.node.get(now.nodeId)?.label
    return label ? `Running ${label}` : `Run ${lookOfRun(run.run).says.toLowerCase()}`
  })
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {said}
    </VisuallyHidden>
  )
}
