import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { DraftKeeper, KeptDraft } from '../../editor/store/draft-keeper.ts'
import { useEditorStore } from '../../editor/store/editor-context.ts'
import { Note } from '../../ui/note.tsx'
import { RelativeTime } from '../../ui/time/relative-time.tsx'

interface RestoreDraftProps {
  kept: KeptDraft
  keeper: DraftKeeper
}

/** Changes that were not saved before the page closed are still in this browser. Whether they count is for a person to say. */
export function RestoreDraft({ kept, keeper }: RestoreDraftProps) {
  const store = useEditorStore()
  const [answered, setAnswered] = useState(false)
  if (answered) return null
  const { saved } = store.getState()
  const restore = () => {
    setAnswered(true)
    store.getState().perform({ name: 'Restore unsaved changes', apply: () => kept.graph })
    // Saving then goes over the revision the changes were made from: if somebody saved since, that comes to light.
    store.setState({ saved: { ...store.getState().saved, revision: kept.revision } })
  }
  const discard = () => {
    setAnswered(true)
    keeper.forget()
  }
  return (
    <Note
      tone="waiting"
      action={
        <Group gap="xs">
          <Button size="compact-sm" onClick={restore}>
            Restore
          </Button>
          <Button size="compact-sm" variant="default" onClick={discard}>
            Discard
          </Button>
        </Group>
      }
    >
      Changes from <RelativeTime at={kept.at} /> were not saved and are still in this browser.
      {kept.revision !== saved.revision && ' The flow was saved by somebody since then.'}
    </Note>
  )
}
