import type { EditorStore } from './editor.ts'

/** Pins live as long as the tab: they belong to whoever tests, and not to the flow. Returns what stops the keeping. */
export function keepPins(store: EditorStore, storage: Storage): () => void {
  const key = `tailorbird.pins.${store.getState().flow.id}`
  const kept = read(storage.getItem(key))
  if (kept) store.setState({ pins: kept })
  return store.subscribe(({ pins }, before) => {
    if (pins === before.pins) return
    try {
      if (Object.keys(pins).length === 0) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(pins))
    } catch {
      // The storage is full or shut off: the pins still hold while the page is open.
    }
  })
}

function read(text: string | null): Record<string, unknown> | undefined {
  try {
    const found: unknown = JSON.parse(text ?? '')
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : undefined
  } catch {
    return undefined
  }
}
