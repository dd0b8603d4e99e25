import type { DraftKeeper } from './draft-keeper.ts'
import type { EditorStore } from './editor.ts'
import { saveState } from './save-draft.ts'

const PAUSE_MS = 400

/** Keeps the unsaved draft in this browser, a moment after each change. Returns what stops it. */
export function keepDraft(store: EditorStore, keeper: DraftKeeper): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    timer = undefined
    const editor = store.getState()
    if (saveState(editor) === 'saved') keeper.forget()
    else
      keeper.keep({
        graph: editor.graph,
        revision: editor.saved.revision,
        at: new Date(editor.world.now()).toISOString(),
      })
  }
  const stop = store.subscribe((now, before) => {
    if (now.graph === before.graph && now.saved === before.saved) return
    clearTimeout(timer)
    timer = setTimeout(write, PAUSE_MS)
  })
  // A reload within the pause must not lose the last words.
  const flush = () => {
    if (timer === undefined) return
    clearTimeout(timer)
    write()
  }
  window.addEventListener('pagehide', flush)
  return () => {
    flush()
    stop()
    window.removeEventListener('pagehide', flush)
  }
}
