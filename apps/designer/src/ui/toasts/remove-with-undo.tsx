import { Button, Group } from '@mantine/core'
import { pendingRemovals } from './pending-removals.ts'
import { toast } from './toast.tsx'
import { toastList } from './toasts.ts'

const UNDO_MS = 7000

interface Removal {
  id: string
  /** What the toast says, e.g. `"Launch" is deleted.` */
  says: string
  /** Really deletes it. Called once, when the time for Undo is over or the page is left. */
  commit(): Promise<unknown>
  /** A sentence for the error of `commit`. */
  inWords(error: unknown): string
}

/** Takes something off the screen at once and deletes it when the time for Undo is over: until then nothing has happened,
 *  so undoing restores everything, ids and history included. */
export function removeWithUndo({ id, says, commit, inWords }: Removal) {
  const toastId = `remove-${id}`
  let open = true
  const close = () => {
    open = false
    removeEventListener('pagehide', finish)
    toastList.hide(toastId)
  }
  const undo = () => {
    close()
    pendingRemovals.delete(id)
  }
  const finish = () => {
    if (!open) return
    close()
    commit()
      .catch((error: unknown) => toast.failed(inWords(error)))
      .finally(() => pendingRemovals.delete(id))
  }

  pendingRemovals.add(id)
  addEventListener('pagehide', finish)
  toastList.show({
    id: toastId,
    message: <UndoMessage says={says} undo={undo} />,
    tone: 'undo',
    milliseconds: UNDO_MS,
    onGone: finish,
  })
}

function UndoMessage({ says, undo }: { says: string; undo: () => void }) {
  return (
    <Group justify="space-between" gap="md" wrap="nowrap">
      <span>{says}</span>
      <Button variant="light" size="compact-sm" flex="none" onClick={undo}>
        Undo
      </Button>
    </Group>
  )
}
