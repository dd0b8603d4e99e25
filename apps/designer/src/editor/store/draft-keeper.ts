import type { Graph } from '@tailorbird/flow/graph/graph'

/** The unsaved draft of a flow, kept in this browser so that a reload or a crash loses nothing. */
export interface KeptDraft {
  graph: Graph
  /** The revision it was made from. */
  revision: number
  /** ISO time of the last change. */
  at: string
}

export interface DraftKeeper {
  read(): Promise<KeptDraft | undefined>
  keep(draft: KeptDraft): void
  forget(): void
  /** Forgets what is kept if this is it. */
  saved(graph: Graph): Promise<void>
}

export function draftKeeper(flowId: string, storage: Storage): DraftKeeper {
  const key = `tailorbird.draft.${flowId}`
  const read = () => readDraft(storage.getItem(key))
  return {
    read,
    keep(draft) {
      try {
        storage.setItem(key, JSON.stringify(draft))
      } catch {
        // The storage of this browser is full or shut off: the chip still says "unsaved", and leaving still warns.
      }
    },
    forget: () => storage.removeItem(key),
    async saved(graph) {
      const kept = await read()
      if (kept && JSON.stringify(kept.graph) === JSON.stringify(graph)) storage.removeItem(key)
    },
  }
}

/** The schemas are fetched only when there is a draft to check: mostly there is none. */
async function readDraft(text: string | null): Promise<KeptDraft | undefined> {
  if (text === null) return undefined
  try {
    const { graph, revision, at } = JSON.parse(text)
    const graphs = await import('@tailorbird/flow/graph/graph')
    const parsed = graphs.Graph.safeParse(graph)
    return parsed.success && typeof revision === 'number' && typeof at === 'string'
      ? { graph: parsed.data, revision, at }
      : undefined
  } catch {
    return undefined
  }
}
