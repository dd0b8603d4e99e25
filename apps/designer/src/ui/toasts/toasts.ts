import type { ReactNode } from 'react'

export interface Toast {
  id: string
  message: ReactNode
  tone: 'done' | 'failed' | 'undo'
  /** How long it stands when nobody points at it. */
  milliseconds: number
  /** Called when it goes, however it goes. */
  onGone?: (() => void) | undefined
}

let toasts: readonly Toast[] = []
const listeners = new Set<() => void>()

/** What stands at the edge of the screen for a moment. */
export const toastList = {
  get: () => toasts,
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  show(toast: Toast) {
    set([...toasts.filter(({ id }) => id !== toast.id), toast])
  },
  hide(id: string) {
    const toast = toasts.find((candidate) => candidate.id === id)
    set(toasts.filter((candidate) => candidate !== toast))
    toast?.onGone?.()
  },
}

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}
