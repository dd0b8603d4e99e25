import type { Alarm } from '@tailorbird/engine/world'

/** The longest a timer can run; one that is due later rings early, and whoever hears it looks at the clock. Milliseconds. */
const LONGEST_MS = 2 ** 31 - 1

/** Rings at a time by the clock of this process. */
export function alarm(at: Date): Alarm {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, Math.min(Math.max(at.getTime() - Date.now(), 0), LONGEST_MS))
  return { rung: promise, silence: () => clearTimeout(timer) }
}
