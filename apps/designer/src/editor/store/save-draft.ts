import type { Editor } from './editor.ts'

interface Store {
  get(): Editor
  set(state: Partial<Editor>): void
}

/** Saves over the revision this draft came from. When somebody saved since, nothing is overwritten: a person chooses. */
export async function saveDraft({ get, set }: Store): Promise<void> {
  const { graph, saved, saving, readOnly, world } = get()
  if (readOnly || saving.is === 'saving' || graph === saved.graph) return
  set({ saving: { is: 'saving' } })
  const answer = await world.save(graph, saved.revision)
  if ('saved' in answer) {
    const { deployments, triggers, id, name, revision } = answer.saved
    set({ saved: { graph, revision }, saving: { is: 'idle' }, flow: { id, name, deployments, triggers } })
  } else if ('conflict' in answer) {
    set({ saving: { is: 'conflict', theirs: answer.conflict }, asking: { what: 'conflict' } })
  } else {
    set({ saving: { is: 'failed', message: answer.failed } })
  }
}

/** Overwrites what somebody else saved, knowingly. */
export async function keepMine({ get, set }: Store): Promise<void> {
  const { saving, saved } = get()
  if (saving.is !== 'conflict') return
  set({
    saved: { graph: saving.theirs.draft, revision: saving.theirs.revision },
    saving: { is: 'idle' },
    asking: undefined,
  })
  // The same graph saved twice is no change; then there is nothing left to write.
  if (saved.graph !== get().graph) await saveDraft({ get, set })
}

/** Takes what somebody else saved; one's own version stays one step of undo away. */
export function takeTheirs({ get, set }: Store): void {
  const { saving, perform } = get()
  if (saving.is !== 'conflict') return
  const { theirs } = saving
  set({ saved: { graph: theirs.draft, revision: theirs.revision }, saving: { is: 'idle' }, asking: undefined })
  perform({ name: `Take the version of ${theirs.updatedBy ?? 'somebody else'}`, apply: () => theirs.draft })
}

/** In words for the chip in the header. */
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'conflict' | 'failed'

export function saveState({ saving, graph, saved }: Editor): SaveState {
  if (saving.is !== 'idle') return saving.is
  return graph === saved.graph ? 'saved' : 'unsaved'
}
