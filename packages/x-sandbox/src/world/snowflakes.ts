/** The moment Snowflake ids count from, in milliseconds since 1970. `(id >> 22) + epoch` is the id's time. */
const epochMs = 1288834974657

/** Makes X's ids: 41 bits of time, 10 of machine, 12 of sequence, as decimal strings that only ever grow. */
export class Snowflakes {
  #lastMs = 0
  #sequence = 0
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  next(): string {
    const ms = Math.max(this.#now(), this.#lastMs)
    if (ms > this.#lastMs) {
      this.#lastMs = ms
      this.#sequence = 0
    } else if (++this.#sequence > 4095) {
      this.#lastMs++
      this.#sequence = 0
    }
    return firstIdAt(this.#lastMs, this.#sequence)
  }

  /** Never hands out an id at or below this one: called when a saved world is loaded. */
  continueAfter(id: string): void {
    this.#lastMs = Math.max(this.#lastMs, timeOf(id) + 1)
  }
}

/** The smallest id of a moment; also a bound for "since" questions in time. */
export function firstIdAt(ms: number, sequence = 0): string {
  return String((BigInt(Math.max(0, Math.floor(ms) - epochMs)) << 22n) | (1n << 12n) | BigInt(sequence))
}

/** The moment an id was made, in milliseconds since 1970. */
export function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + epochMs
}

/** Orders ids as numbers without making numbers of them: they do not fit in one. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  return a < b ? -1 : a > b ? 1 : 0
}

/** How many of an ascending list come before `id`: where it stands or would stand. */
export function rankOf(ascending: readonly { id: string }[], id: string): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    const item = ascending[middle]
    if (item && compareIds(item.id, id) < 0) low = middle + 1
    else high = middle
  }
  return low
}
