import { Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import type { GraphNode, Retry } from '@tailorbird/flow/graph/graph'
import { type NodeSettings, setNodeSettings } from '../../editor/changes/set-settings.ts'
import { useEditor } from '../../editor/editor-context.ts'
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
      <TextInput
        type="number"
        label="One attempt may take"
        placeholder="300"
        min={1}
        max={3600}
        step={1}
        rightSection={<small>seconds</small>}
        rightSectionWidth={72}
        value={node.timeoutSeconds ?? ''}
        onChange={({ currentTarget }) => set({ timeoutSeconds: whole(currentTarget.valueAsNumber, 1, 3600) })}
      />
    </fieldset>
  )
}

const FIRST: Retry = { times: 3, pauses: 'exponential', seconds: 30 }

function RetryFields({ retry, onChange }: { retry: Retry; onChange(retry: Retry): void }) {
  return (
    <div className={css.retry}>
      <TextInput
        type="number"
        label="How often"
        min={1}
        max={20}
        step={1}
        rightSection={<small>times</small>}
        rightSectionWidth={72}
        value={retry.times}
        onChange={({ currentTarget }) =>
          onChange({ ...retry, times: whole(currentTarget.valueAsNumber, 1, 20) ?? retry.times })
        }
      />
      <TextInput
        type="number"
        label="First pause"
        min={1}
        max={86_400}
        step={1}
        rightSection={<small>seconds</small>}
        rightSectionWidth={72}
        value={retry.seconds}
        onChange={({ currentTarget }) =>
          onChange({ ...retry, seconds: whole(currentTarget.valueAsNumber, 1, 86_400) ?? retry.seconds })
        }
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

const whole = (value: number, min: number, max: number) =>
  Number.isNaN(value) ? undefined : Math.min(max, Math.max(min, Math.round(value)))
