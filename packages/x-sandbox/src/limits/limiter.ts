import type { Limit } from './documented-limits.ts'
import { documentedLimits } from './documented-limits.ts'

const windowMs = 15 * 60_000
const dayMs = 24 * 3600_000

interface Window {
  used: number
  resetsAt: number
}

export interface Asking {
  /** Method and pattern, as in the table. */
  endpoint: string
  clientId: string
  /** Null for an app-only bearer. */
  userId: string | null
}

export interface Allowance {
  allowed: boolean
  headers: Record<string, string>
}

/** Counts requests per user and app and endpoint in fixed windows, and tells it in X's headers. */
export class Limiter {
  readonly #now: () => number
  readonly #windows = new Map<string, Window>()
  readonly #changes = new Map<string, Limit>()
  #all: number | null = null
  readonly #off: boolean

  /** @param off No limit and no headers at all, for load tests. */
  constructor(now: () => number, off = false) {
    this.#now = now
    this.#off = off
  }

  /** One limit for every endpoint, window and day, whatever was set before; null goes back to the table. */
  setAll(limit: number | null): void {
    this.#all = limit
    this.#changes.clear()
    this.#windows.clear()
  }

  /** Changes what is given and keeps the rest. False when there is no such endpoint. */
  set(endpoint: string, limit: { [K in keyof Limit]?: Limit[K] | undefined }): boolean {
    const usual = documentedLimits[endpoint]
    if (!usual) return false
    const given = Object.entries(limit).filter(([, value]) => value !== undefined)
    this.#changes.set(endpoint, { ...usual, ...this.#changes.get(endpoint), ...Object.fromEntries(given) })
    return true
  }

  reset(): void {
    this.setAll(null)
  }

  take(asking: Asking): Allowance {
    if (this.#off) return { allowed: true, headers: {} }
    const limit = this.#limitOf(asking.endpoint)
    const who = `${asking.endpoint} ${asking.clientId}`
    const headers: Record<string, string> = {}
    let allowed = true
    const count = (key: string, prefix: string, most: number | undefined, lengthMs: number) => {
      if (most === undefined) return
      const window = this.#window(key, lengthMs)
      if (window.used >= most) allowed = false
      else window.used++
      headers[`${prefix}-limit`] = String(most)
      headers[`${prefix}-remaining`] = String(Math.max(0, most - window.used))
      headers[`${prefix}-reset`] = String(Math.ceil(window.resetsAt / 1000))
    }
    if (asking.userId) count(`${who} u ${asking.userId}`, 'x-rate-limit', limit.user, windowMs)
    else count(`${who} a`, 'x-rate-limit', limit.app, windowMs)
    count(`${who} ad`, 'x-app-limit-24hour', limit.appDay, dayMs)
    if (asking.userId) count(`${who} ud ${asking.userId}`, 'x-user-limit-24hour', limit.userDay, dayMs)
    return { allowed, headers }
  }

  #limitOf(endpoint: string): Limit {
    const limit = this.#changes.get(endpoint) ?? documentedLimits[endpoint] ?? {}
    const all = this.#all
    if (all === null || this.#changes.has(endpoint)) return limit
    return Object.fromEntries(Object.keys(limit).map((name) => [name, all]))
  }

  #window(key: string, lengthMs: number): Window {
    const now = this.#now()
    let window = this.#windows.get(key)
    if (!window || window.resetsAt <= now) {
      window = { used: 0, resetsAt: now + lengthMs }
      this.#windows.set(key, window)
    }
    return window
  }
}
