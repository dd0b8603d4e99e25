import { Drawer, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { FlowCanvas } from '../../../features/canvas/flow-canvas.tsx'
import { Outline } from '../../../features/canvas/outline.tsx'
import css from './editor-layout.module.css'
import { EditorTabs } from './editor-tabs.tsx'

/** The editor on a small screen: the flow as a list or a picture, and what is selected as a sheet. */
export function EditorSmall() {
  const store = useEditorStore()
  const [form, setForm] = useState('outline')
  const tab = useEditor((editor) => editor.rightTab)
  const selected = useEditor((editor) => editor.selectedNodes.size)
  const close = () => {
    store.getState().select([])
    store.getState().show({ rightTab: 'node' })
  }
  return (
    <div className={css.small}>
      <SegmentedControl
        className={css.switch}
        aria-label="How to show the flow"
        value={form}
        onChange={setForm}
        data={[
          { value: 'outline', label: 'Outline' },
          { value: 'canvas', label: 'Canvas' },
        ]}
      />
      {form === 'outline' ? <Outline /> : <FlowCanvas />}
      <Drawer
        opened={selected > 0 || tab !== 'node'}
        onClose={close}
        position="bottom"
        size="75%"
        title="Details"
        classNames={{ body: css.sheet }}
      >
        <EditorTabs />
      </Drawer>
    </div>
  )
}
