import { ActionIcon, Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconFlask, IconRocket, IconSettings } from '@tabler/icons-react'
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isPossible, titleOf } from '../../editor/actions/commands/command.ts'
import { commandNamed } from '../../editor/actions/commands/commands.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { keysOf } from '../../editor/actions/commands/shortcut.ts'
import { Hint } from '../../ui/hint.tsx'
import css from './editor-header.module.css'
import { FlowName } from './flow-name.tsx'
import { LiveState } from './live-state.tsx'
import { SaveChip } from './save-chip.tsx'

/** The flow's name, how it stands, and the three things that are done with a flow: save, test, publish. */
export function EditorHeader({ canWrite, actions }: { canWrite: boolean; actions?: ReactNode }) {
  const store = useEditorStore()
  return (
    <div className={css.header}>
      <FlowName canWrite={canWrite} />
      {canWrite && <SaveChip />}
      {canWrite && (
        <div className={css.undo}>
          <HeaderIcon name="undo" icon={IconArrowBackUp} />
          <HeaderIcon name="redo" icon={IconArrowForwardUp} />
        </div>
      )}
      <div className={css.space} />
      <HeaderIcon name="settings" icon={IconSettings} />
      <LiveState />
      {actions}
      <Button
        variant="default"
        leftSection={<IconFlask size={16} aria-hidden />}
        onClick={() => store.getState().show({ rightTab: 'test' })}
      >
        Test
      </Button>
      {canWrite && (
        <Button
          leftSection={<IconRocket size={16} aria-hidden />}
          onClick={() => store.getState().ask({ what: 'publish' })}
        >
          Publish
        </Button>
      )}
    </div>
  )
}

function HeaderIcon({ name, icon: Icon }: { name: string; icon: TablerIcon }) {
  const store = useEditorStore()
  const command = commandNamed(name)
  const title = useEditor((editor) => titleOf(command, editor))
  const possible = useEditor((editor) => isPossible(command, editor))
  const [shortcut] = command.shortcuts
  return (
    <Hint label={shortcut ? `${title} (${keysOf(shortcut).join(' ')})` : title}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={title}
        disabled={!possible}
        onClick={() => void command.run(store.getState())}
      >
        <Icon size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Hint>
  )
}
