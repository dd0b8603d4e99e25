import { ActionIcon } from '@mantine/core'
import { IconKeyboard, IconLayoutGrid, IconMaximize, IconMinus, IconPlus, type TablerIcon } from '@tabler/icons-react'
import { commandNamed } from '../../editor/actions/commands/commands.ts'
import { isPossible, titleOf } from '../../editor/actions/commands/command.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { keysOf } from '../../editor/actions/commands/shortcut.ts'
import { Hint } from '../../ui/hint.tsx'
import css from './canvas-controls.module.css'

const SHOWN: readonly [string, TablerIcon][] = [
  ['zoom-in', IconPlus],
  ['zoom-out', IconMinus],
  ['fit', IconMaximize],
  ['tidy', IconLayoutGrid],
  ['shortcuts', IconKeyboard],
]

/** The buttons at the canvas's edge. Each is a command of the one list, with its title and its key. */
export function CanvasControls() {
  return (
    <div className={`${css.controls} react-flow__panel nopan nodrag`} role="toolbar" aria-label="Canvas">
      {SHOWN.map(([name, icon]) => (
        <ControlButton key={name} name={name} icon={icon} />
      ))}
    </div>
  )
}

function ControlButton({ name, icon: Icon }: { name: string; icon: TablerIcon }) {
  const store = useEditorStore()
  const command = commandNamed(name)
  const possible = useEditor((editor) => isPossible(command, editor))
  const hidden = useEditor((editor) => editor.readOnly && !command.readOnly)
  if (hidden) return null
  const title = titleOf(command, store.getState())
  const [shortcut] = command.shortcuts
  return (
    <Hint label={shortcut ? `${title} (${keysOf(shortcut).join(' ')})` : title} position="right">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={title}
        disabled={!possible}
        onClick={() => void command.run(store.getState())}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Hint>
  )
}
