import { setTimeout as sleep } from 'node:timers/promises'
import type { Person } from '../support/person.ts'
import type { Random } from './random.ts'

interface Meddling {
  accountId: string
  random: Random
  signal: AbortSignal
}

/** Pauses the account that posts, lets it go on, and changes its limits, at random moments. */
export async function meddle({ api }: Person, { accountId: id, random, signal }: Meddling): Promise<void> {
  const limit = (atOnce: number | null) => api.accounts.limit({ ...FREE, id, atOnce })
  const resume = () => api.accounts.resume({ id, waiting: 'send' })
  while (!signal.aborted) {
    await sleep(random.between(200, 1_500))
    const [first, second] = random.pick([
      [() => api.accounts.pause({ id }), resume],
      [() => limit(random.between(1, 4)), () => limit(null)],
      // Whoever X has locked is let go on by a person.
      [resume, resume],
    ])
    await surely(first)
    await sleep(random.between(100, 1_500))
    await surely(second)
  }
}

/** Lets the account post whatever wants to be posted. */
export async function setFree({ api }: Person, id: string): Promise<void> {
  await surely(() => api.accounts.resume({ id, waiting: 'send' }))
  await surely(() => api.accounts.limit({ ...FREE, id }))
}

const FREE = { perDay: null, secondsBetween: null, atOnce: null }

/** The web process may be down at the moment. */
async function surely(change: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await change()
      return
    } catch (error) {
      if (tries > 1_000) throw error
      await sleep(100)
    }
  }
}
