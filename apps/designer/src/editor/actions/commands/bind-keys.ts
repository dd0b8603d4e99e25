import { isPossible } from './command.ts'
import { commands } from './commands.ts'
import type { EditorStore } from '../../store/editor.ts'
import { isSingleKey, pressed } from './shortcut.ts'

/** Binds the shortcuts of all commands. Keys without Ctrl or ⌘ work only while the canvas has the focus (or nothing has),
 *  so they never get in the way of typing or of a screen reader. Returns what unbinds them. */
export function bindKeys(store: EditorStore): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const editor = store.getState()
    const command = commands.find(
      ({ native, shortcuts }) => !native && shortcuts.some((shortcut) => answers(shortcut, event)),
    )
    if (!command || (dialogIsOpen() && command.inDialogs !== true)) return
    // Ctrl+S and the like never fall through to the browser, even when there is nothing to do.
    event.preventDefault()
    if (isPossible(command, editor)) void command.run(editor)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

function answers(shortcut: string, event: KeyboardEvent): boolean {
  if (!pressed(shortcut, event)) return false
  const target = event.target instanceof Element ? event.target : null
  if (isSingleKey(shortcut))
    return target === document.body || (target?.closest('[data-canvas]') !== null && !isTyping(target))
  return !isTyping(target) || !TEXT_KEYS.includes(shortcut)
}

/** Inside a text these belong to the text. */
const TEXT_KEYS = ['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Mod+A', 'Mod+D']

const isTyping = (target: Element | null) =>
  target?.closest('input, textarea, select, [contenteditable="true"]') != null

const dialogIsOpen = () => document.querySelector('[role="dialog"][aria-modal="true"]') !== null
