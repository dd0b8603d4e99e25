import type { Editor } from '../../store/editor.ts'
import type { Shortcut } from './shortcut.ts'

/** Something a person can do by key, menu or palette. The sheet of shortcuts, the key bindings and the command palette
 *  are all made from the one list in `commands.ts`. */
export interface Command {
  name: string
  title: string | ((editor: Editor) => string)
  group: 'Flow' | 'Edit' | 'Select' | 'View'
  /** More words people may search for. */
  words?: string
  shortcuts: readonly Shortcut[]
  /** Left out: always. */
  when?(editor: Editor): boolean
  run(editor: Editor): void | Promise<void>
  /** The browser's own copy, cut and paste events do it; the key is only shown. */
  native?: true
  /** Allowed while only looking at a flow. */
  readOnly?: true
  /** Its shortcut works while a dialog is open too, and while one is still closing. */
  inDialogs?: true
  /** Walking with arrows is a key and not an item of a menu. */
  unlisted?: true
}

export const titleOf = ({ title }: Command, editor: Editor) => (typeof title === 'string' ? title : title(editor))

export const isPossible = (command: Command, editor: Editor) =>
  (command.readOnly === true || !editor.readOnly) && (command.when?.(editor) ?? true)
