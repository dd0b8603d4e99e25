/** The sandbox's clock: real time plus an offset that only ever grows, so tests can age tokens and windows. */
export class Clock {
  #offsetMs = 0

  /** Milliseconds since 1970, real time plus the offset. */
  now(): number {
    return Date.now() + this.#offsetMs
  }

  get offsetMs(): number {
    return this.#offsetMs
  }

  /** Moves the clock forward; never back, because ids carry the time and must keep growing. */
  advance(milliseconds: number): void {
    this.#offsetMs += Math.max(0, milliseconds)
  }

  /** Back to real time, for a world that starts afresh. */
  reset(): void {
    this.#offsetMs = 0
  }
}
