const underWay = new Map<string, Promise<unknown>>()

/** Remembers that a draft of this flow is being saved, until it is known what became of it. */
export function saveUnderWay<T>(flowId: string, saving: Promise<T>): Promise<T> {
  underWay.set(flowId, saving)
  return saving.finally(() => {
    if (underWay.get(flowId) === saving) underWay.delete(flowId)
  })
}

/** Resolves when no save of this flow is on its way any more. Whoever leaves a flow right after Ctrl+S and comes back
 *  would otherwise read the draft from before, and the next save would be taken for somebody else's. */
export async function savesAreDone(flowId: string): Promise<void> {
  await underWay.get(flowId)?.catch(() => undefined)
}
