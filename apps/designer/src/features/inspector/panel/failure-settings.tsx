import { Checkbox, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import type { GraphNode, Retry } from '@tailorbird/flow/graph/graph'
import { type NodeSettings, setNodeSettings } from '../../../editor/model/changes/set-settings.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { WholeNumber } from '../../../ui/whole-number.tsx'
import css from './failure-settings.module.css'

/** What becomes of a node that fails: how often it is tried again, and how long one attempt may take. */
export function FailureSettings({ node }: { node: GraphNode }) {
  const perform = useEditor((editor) => editor.perform)
  const readOnly = useEditor((editor) => editor.readOnly)
  const set = (settings: { [K in keyof NodeSettings]: NodeSettings[K] | undefined }) =>
    perform(setNodeSettings(node.id, settings))
  return (
    <fieldset className={css.settings} disabled={readOnly}>
      <legend>If it fails</legend>
      <Checkbox
        label="Try again"
        description="What X limits is tried again at X’s own time in any case. A post is never sent twice on a guess."
        checked={node.retry !== undefined}
        onChange={(event) => set({ retry: event.currentTarget.checked ? FIRST : undefined })}
      />
      {node.retry && <RetryFields retry={node.retry} onChange={(retry) => set({ retry })} />}
      <WholeNumber
        label="One attempt may take"
        placeholder="300"
        min={1}
        max={3600}
        unit="seconds"
        value={node.timeoutSeconds}
        onChange={(timeoutSeconds) => set({ timeoutSeconds })}
      />
    </fieldset>
  )
}

const FIRST: Retry = { times: 3, pauses: 'exponential', seconds: 30 }

function RetryFields({ retry, onChange }: { retry: Retry; onChange(retry: Retry): void }) {
  return (
    <div className={css.retry}>
      <WholeNumber
        label="How often"
        min={1}
        max={20}
        unit="times"
        value={retry.times}
        onChange={(times) => times !== undefined && onChange({ ...retry, times })}
      />
      <WholeNumber
        label="First pause"
        min={1}
        max={86_400}
        unit="seconds"
        value={retry.seconds}
        onChange={(seconds) => seconds !== undefined && onChange({ ...retry, seconds })}
      />
      <SegmentedControl
        className={css.pauses}
        size="xs"
        aria-label="Pauses"
        value={retry.pauses}
        onChange={(pauses) => onChange({ ...retry, pauses: pauses === 'fixed' ? 'fixed' : 'exponential' })}
        data={[
          { value: 'exponential', label: 'Each pause twice as long' },
          { value: 'fixed', label: 'Pauses of the same length' },
        ]}
      />
    </div>
  )
}
