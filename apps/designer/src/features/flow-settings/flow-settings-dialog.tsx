import { Modal, NativeSelect, Stack, Switch } from '@mantine/core'
import type { FlowSettings } from '@tailorbird/flow/graph/graph'
import { setFlowSettings } from '../../editor/model/changes/set-settings.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { flowChoices } from '../../editor/model/flow-choices.ts'
import { WholeNumber } from '../../ui/whole-number.tsx'
import { ConcurrencyFields } from './concurrency-fields.tsx'

/** How the runs of the flow behave as a whole. Each change is a step of undo like any other, and counts once published. */
export function FlowSettingsDialog() {
  const store = useEditorStore()
  const settings = useEditor((editor) => editor.graph.settings) ?? {}
  const readOnly = useEditor((editor) => editor.readOnly)
  const own = useEditor((editor) => editor.flow.id)
  const flows = useEditor((editor) => editor.workspace.flows)
  const set = (change: { [K in keyof FlowSettings]: FlowSettings[K] | undefined }) =>
    store.getState().perform(setFlowSettings(defined({ ...settings, ...change })))
  return (
    <Modal opened onClose={() => store.getState().ask(undefined)} title="Flow settings" size="lg">
      <Stack gap="lg">
        <ConcurrencyFields
          value={settings.concurrency}
          readOnly={readOnly}
          onChange={(concurrency) => set({ concurrency })}
        />
        <WholeNumber
          label="A run may take"
          description="Waits included. A run that takes longer is stopped, wherever it is. Empty: 30 days."
          placeholder="43200"
          min={1}
          max={43_200}
          unit="minutes"
          readOnly={readOnly}
          value={settings.timeoutMinutes}
          onChange={(timeoutMinutes) => set({ timeoutMinutes })}
        />
        <NativeSelect
          label="When a run fails, start"
          description="A flow that begins with “A flow failed”. It is told what went wrong."
          disabled={readOnly}
          value={settings.onFailure ?? ''}
          data={[
            { value: '', label: 'Nothing' },
            ...flowChoices(flows, { own, source: 'failure', chosen: settings.onFailure }),
          ]}
          onChange={(event) => set({ onFailure: event.currentTarget.value || undefined })}
        />
        <Switch
          label="May start itself"
          description="What a run of this flow changes or posts may start this flow again. Leave it off unless you want a circle."
          checked={settings.mayStartItself === true}
          disabled={readOnly}
          onChange={(event) => set({ mayStartItself: event.currentTarget.checked || undefined })}
        />
      </Stack>
    </Modal>
  )
}

/** Saved flows say nothing where nothing is set. */
function defined(settings: { [K in keyof FlowSettings]: FlowSettings[K] | undefined }): FlowSettings {
  const { concurrency, timeoutMinutes, onFailure, mayStartItself } = settings
  return {
    ...(concurrency && { concurrency }),
    ...(timeoutMinutes !== undefined && { timeoutMinutes }),
    ...(onFailure !== undefined && { onFailure }),
    ...(mayStartItself && { mayStartItself }),
  }
}
