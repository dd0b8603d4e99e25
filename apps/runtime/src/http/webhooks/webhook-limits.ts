import { Refusal } from '../../ground/refusal.ts'
import { callerBlock } from '../requests/caller-address.ts'
import { said } from '../../words/said.ts'

/** Nobody finds a token or a secret by trying, and a caller gone mad does not keep us busy with refusals. */
const FAILURES = { seconds: 60, most: 300 }
/** One webhook leaves room for the others, and for the people at work. */
const CALLS = { seconds: 10, most: 50_000 }

/** Counts the calls of webhooks: all of them by token, those that were refused by the address they came from. */
export class WebhookLimits {
  readonly #failures = new Counts(FAILURES)
  readonly #calls = new Counts(CALLS)

  /** Counts a call. Throws when there were too many. */
  count({ ip, token }: { ip: string; token: string }) {
    // Whoever has never failed is not looked up: there is nobody to look among.
    if (!this.#failures.isEmpty && this.#failures.of(callerBlock(ip)) >= FAILURES.most) throw tooMany
    if (this.#calls.add(token) > CALLS.most) throw tooMany
  }

  /** Counts a call that was refused. */
  failed(ip: string) {
    this.#failures.add(callerBlock(ip))
  }
}

/** Counts by key, begun anew every so many seconds. */
class Counts {
  readonly #milliseconds: number
  readonly #counts = new Map<string, number>()
  #until = 0

  constructor({ seconds }: { seconds: number }) {
    this.#milliseconds = seconds * 1000
  }

  get isEmpty() {
    this.#turn()
    return this.#counts.size === 0
  }

  of(key: string): number {
    this.#turn()
    return this.#counts.get(key) ?? 0
  }

  add(key: string): number {
    const count = this.of(key) + 1
    this.#counts.set(key, count)
    return count
  }

  #turn() {
    const now = performance.now()
    if (now < this.#until) return
    this.#counts.clear()
    this.#until = now + this.#milliseconds
  }
}

const tooMany = new Refusal({
  status: 429,
  type: 'too-many-calls',
  told: said('webhook.too-many-calls'),
})
