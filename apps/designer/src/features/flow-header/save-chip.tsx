import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCloudUp,
  IconDeviceFloppy,
  IconGitMerge,
  type TablerIcon,
} from '@tabler/icons-react'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { type SaveState, saveState } from '../../editor/store/save-draft.ts'
import { Hint } from '../../ui/hint.tsx'
import css from './save-chip.module.css'

const LOOKS: Readonly<Record<SaveState, { icon: TablerIcon; says: string }>> = {
  saved: { icon: IconCircleCheck, says: 'Draft saved' },
  saving: { icon: IconCloudUp, says: 'Saving…' },
  unsaved: { icon: IconDeviceFloppy, says: 'Unsaved changes' },
  conflict: { icon: IconGitMerge, says: 'Somebody else saved' },
  failed: { icon: IconAlertTriangle, says: 'Not saved' },
}

/** How the draft stands with the server, always in words; pressing it does what is due. */
export function SaveChip() {
  const store = useEditorStore()
  const state = useEditor(saveState)
  const message = useEditor(({ saving }) => (saving.is === 'failed' ? saving.message : undefined))
  const { icon: Icon, says } = LOOKS[state]
  const act = () => (state === 'conflict' ? store.getState().ask({ what: 'conflict' }) : void store.getState().save())
  return (
    <span className={css.chip} data-state={state}>
      <span className={css.state} role="status">
        <Icon size={16} aria-hidden /> {says}
      </span>
      {state !== 'saved' && state !== 'saving' && (
        <Hint label={message ?? (state === 'conflict' ? 'See both versions' : 'Save (Ctrl S)')}>
          <Button variant="light" size="compact-sm" onClick={act}>
            {state === 'conflict' ? 'Compare' : state === 'failed' ? 'Try again' : 'Save'}
          </Button>
        </Hint>
      )}
    </span>
  )
}
