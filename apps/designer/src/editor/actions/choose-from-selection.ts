import { destinationOfClick } from './choose-node.ts'
import type { Editor } from '../store/editor.ts'

/** Opens the palette beside the selected node, wired to it; without one, in the middle of what is seen. */
export function chooseFromSelection(editor: Editor) {
  const [nodeId] = editor.selectedNodes
  const at = (nodeId === undefined ? undefined : editor.view?.screenOf(nodeId)) ?? {
    left: window.innerWidth / 2 - 160,
    top: 160,
  }
  editor.ask({ what: 'add', destination: destinationOfClick(editor), at })
}
