/** When a server that has just started mostly waits. Milliseconds. */
const AFTER_MS = 2000

/** Gives the memory back that loading has used: without it the room it took for new objects stays, 20 MB of it. Needs the
 *  flag `--expose-gc`, and does nothing without it. */
export function freeLoadingMemory() {
  setTimeout(() => void globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' }), AFTER_MS).unref()
}
