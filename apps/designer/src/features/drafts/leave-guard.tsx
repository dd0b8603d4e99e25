import { useBlocker } from '@tanstack/react-router'
import { Suspense, lazy } from 'react'
import { useEditorStore } from '../../editor/store/editor-context.ts'
import { saveState } from '../../editor/store/save-draft.ts'

const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }))

/** Nobody loses work by going elsewhere. */
export function LeaveGuard() {
  const store = useEditorStore()
  const isUnsaved = () => !store.getState().readOnly && saveState(store.getState()) !== 'saved'
  const blocker = useBlocker({ shouldBlockFn: isUnsaved, enableBeforeUnload: isUnsaved, withResolver: true })
  if (blocker.status !== 'blocked') return null
  const saveAndGo = async () => {
    await store.getState().save()
    if (isUnsaved()) blocker.reset()
    else blocker.proceed()
  }
  return (
    <Suspense>
      <LeaveDialog onStay={blocker.reset} onLeave={blocker.proceed} onSave={() => void saveAndGo()} />
    </Suspense>
  )
}
