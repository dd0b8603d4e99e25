/** How far a timestamp may be from now: five minutes, as X's documentation suggests clients keep within. */
const toleranceMs = 5 * 60_000

/** Remembers nonces for as long as their timestamps would be accepted, in two generations. */
export class Nonces {
  #young = new Set<string>()
  #old = new Set<string>()
  #turnedAt = Date.now()

  /**
   * Takes a nonce once. False when it was used before or its timestamp (seconds) is stale.
   * Measured against real time: a client signs with its own clock, which the sandbox's clock does not move.
   */
  accept(key: string, timestamp: string): boolean {
    const now = Date.now()
    if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1000 - now) > toleranceMs) return false
    if (now - this.#turnedAt > 2 * toleranceMs) {
      this.#old = this.#young
      this.#young = new Set()
      this.#turnedAt = now
    }
    const full = `${key} ${timestamp}`
    if (this.#young.has(full) || this.#old.has(full)) return false
    this.#young.add(full)
    return true
  }
}
