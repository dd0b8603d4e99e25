import { Button, Group, Modal } from '@mantine/core'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { type Difference, differencesBetween } from '../../editor/model/changes/differences.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { keepMine, takeTheirs } from '../../editor/store/save-draft.ts'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import css from './conflict-dialog.module.css'

/** Somebody saved since this draft was opened. Both versions are told in words, and a person chooses. */
export function ConflictDialog() {
  const store = useEditorStore()
  const saving = useEditor((editor) => editor.saving)
  const mine = useEditor((editor) => editor.graph)
  const base = useEditor((editor) => editor.saved.graph)
  if (saving.is !== 'conflict') return null
  const { theirs } = saving
  const access = { get: store.getState, set: store.setState }
  return (
    <Modal opened onClose={() => store.getState().ask(undefined)} title="Somebody else saved this flow" size="xl">
      <p className={css.lead}>
        Your changes are not saved yet, and nothing has been overwritten. Since you opened the flow:
      </p>
      <div className={css.sides}>
        <Side title="You changed" from={base} to={mine} />
        <Side title={`${theirs.updatedBy ?? 'Somebody'} changed`} from={base} to={theirs.draft} at={theirs.updatedAt} />
      </div>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={() => store.getState().ask(undefined)}>
          Decide later
        </Button>
        <Button variant="default" onClick={() => takeTheirs(access)}>
          Take theirs (yours stays in Undo)
        </Button>
        <Button onClick={() => void keepMine(access)}>Keep mine, overwrite theirs</Button>
      </Group>
    </Modal>
  )
}

interface SideProps {
  title: string
  from: Graph
  to: Graph
  at?: string
}

function Side({ title, from, to, at }: SideProps) {
  const workspace = useEditor((editor) => editor.workspace)
  const differences = differencesBetween(from, to, workspace)
  return (
    <section className={css.side} aria-label={title}>
      <h3>
        {title} {at && <RelativeTime at={at} />}
      </h3>
      {differences.length === 0 && <p className={css.none}>Only where cards stand.</p>}
      <ul>
        {differences.map((difference) => (
          <li key={difference.what + difference.says}>
            <strong>{WORDS[difference.what]}</strong> {difference.says}
          </li>
        ))}
      </ul>
    </section>
  )
}

const WORDS: Readonly<Record<Difference['what'], string>> = { added: 'Added', removed: 'Removed', changed: 'Changed' }
