import { useSyncExternalStore } from 'react'

/** Ids of what has been deleted on this screen while Undo still stands: lists leave them out. */
let pending: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

export const pendingRemovals = {
  add: (id: string) => change((ids) => ids.add(id)),
  delete: (id: string) => change((ids) => ids.delete(id)),
}

export function usePendingRemovals(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => pending)
}

function change(apply: (ids: Set<string>) => void) {
  const next = new Set(pending)
  apply(next)
  pending = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
