import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Editor, EditorStore } from './editor.ts'

export const EditorContext = createContext<EditorStore | null>(null)

/** The open flow itself, for reading and acting inside handlers. */
export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext)
  if (!store) throw new Error('No flow is open here.')
  return store
}

/** A part of the open flow; the component is drawn again when that part changes. */
export const useEditor = <T>(part: (editor: Editor) => T): T => useStore(useEditorStore(), part)
