import { stepKey } from '@tailorbird/flow/run/step-ref'
import type { Mailbox, StepMessage } from '@tailorbird/engine/walk/mailbox'

export interface NumberedMessage extends StepMessage {
  number: number
}

/** Hands to a run that is executed what is said to it meanwhile. */
export class RunMailbox implements Mailbox {
  readonly #untaken = new Map<number, NumberedMessage>()
  /** The numbers of what was heard: before the run was executed, and since. */
  readonly taken: Set<number>
  #tell: (() => void) | undefined
  #isUnread = false

  constructor(heardBefore: readonly number[] = []) {
    this.taken = new Set(heardBefore)
  }

  /** All that was said to the run, as far as it is known; what is known already does not count. */
  put(messages: readonly NumberedMessage[]) {
    const fresh = messages.filter(({ number }) => !this.taken.has(number))
    for (const message of fresh) this.#untaken.set(message.number, message)
    if (fresh.length === 0) return
    this.#isUnread = true
    this.#tell?.()
  }

  listen(tell: () => void) {
    this.#tell = tell
    if (this.#isUnread) tell()
  }

  /** One for each step. */
  read(): readonly NumberedMessage[] {
    this.#isUnread = false
    const byStep = new Map<string, NumberedMessage>()
    for (const message of this.#untaken.values()) {
      // An answer counts more than a mere "look again", and the last more than those before.
      if (message.payload !== null || !byStep.has(stepKey(message))) byStep.set(stepKey(message), message)
    }
    return [...byStep.values()]
  }

  take({ nodeId, path }: StepMessage) {
    for (const message of this.#untaken.values()) {
      if (message.nodeId !== nodeId || message.path !== path) continue
      this.#untaken.delete(message.number)
      this.taken.add(message.number)
    }
  }
}
