import { deleteSelection } from '../model/changes/delete-selection.ts'
import { pasteFragment } from '../model/changes/paste-fragment.ts'
import type { Editor, EditorStore } from '../store/editor.ts'
import { checkedFragment, fragmentIn, fragmentOf, fragmentText } from '../model/changes/fragment.ts'

/** Copy, cut and paste through the browser's own events: works on plain http and between tabs, and asks for no permission.
 *  Text that somebody selected or types is left alone. Returns what stops it. */
export function bindClipboard(store: EditorStore): () => void {
  const copy = (event: ClipboardEvent) => {
    const { graph, selectedNodes } = store.getState()
    if (selectedNodes.size === 0 || !event.clipboardData || isAboutText(event)) return false
    event.clipboardData.setData('text/plain', fragmentText(fragmentOf(graph, selectedNodes)))
    event.preventDefault()
    return true
  }
  const cut = (event: ClipboardEvent) => {
    const editor = store.getState()
    if (editor.readOnly || !copy(event)) return
    const change = deleteSelection({ nodeIds: [...editor.selectedNodes], newId: editor.world.newId })
    editor.perform({ ...change, name: change.name.replace('Delete', 'Cut') })
  }
  const paste = async (event: ClipboardEvent) => {
    const editor = store.getState()
    const found = isAboutText(event) ? undefined : fragmentIn(event.clipboardData?.getData('text/plain') ?? '')
    if (!found || editor.readOnly) return
    event.preventDefault()
    const at = placeFor(editor)
    const fragment = await checkedFragment(found)
    if (fragment) editor.perform(pasteFragment({ fragment, at, newId: editor.world.newId }))
  }
  const onPaste = (event: ClipboardEvent) => void paste(event)
  document.addEventListener('copy', copy)
  document.addEventListener('cut', cut)
  document.addEventListener('paste', onPaste)
  return () => {
    document.removeEventListener('copy', copy)
    document.removeEventListener('cut', cut)
    document.removeEventListener('paste', onPaste)
  }
}

const placeFor = ({ view }: Editor) => view?.pointer() ?? view?.middle() ?? { x: 0, y: 0 }

function isAboutText(event: ClipboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('input, textarea, [contenteditable="true"]')) return true
  const selection = document.getSelection()
  return selection !== null && !selection.isCollapsed && selection.toString() !== ''
}
