import { Select } from '@mantine/core'
import { IconBroadcast } from '@tabler/icons-react'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { StatusChip } from '../../../ui/status-chip.tsx'
import css from './choose-environment.module.css'

/** Where the test runs. Production is marked, because what is posted there is posted. */
export function ChooseEnvironment() {
  const store = useEditorStore()
  const environments = useEditor((editor) => editor.workspace.environments)
  const key = useEditor((editor) => editor.environment)
  const live = environments.find((environment) => environment.key === key)?.live ?? false
  return (
    <div className={css.row}>
      <Select
        label="Environment"
        data={environments.map((environment) => ({ value: environment.key, label: environment.name }))}
        value={key}
        allowDeselect={false}
        onChange={(next) => next !== null && store.setState({ environment: next })}
      />
      {live && (
        <StatusChip tone="live" icon={IconBroadcast} title="What this test posts is public.">
          LIVE
        </StatusChip>
      )}
    </div>
  )
}
