import { z } from 'zod'
import { timeOf } from './snowflakes.ts'

export const accountSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  description: z.string(),
  verified: z.boolean(),
  /** Whether strangers may send a direct message; X answers 403 when not. */
  acceptsDms: z.boolean(),
  colour: z.string(),
})

/** A test account of the sandbox. Ids are fixed, so that connections survive a reset. */
export type Account = z.infer<typeof accountSchema>

const seeded: readonly Account[] = [
  seed('1614301200000000001', 'tailorbird_dev', 'Tailorbird Dev', 'Where new flows are tried first.', '#0f766e'),
  seed('1614301200000000002', 'tailorbird_hq', 'Tailorbird HQ', 'The voice that customers follow.', '#1d4ed8'),
  seed('1614301200000000003', 'maya_support', 'Maya, Support', 'Answers questions on weekdays.', '#b45309'),
  seed('1614301200000000004', 'curious_reader', 'Curious Reader', 'Asks, replies and reposts.', '#7e22ce'),
  {
    ...seed('1614301200000000005', 'closed_door', 'Closed Door', 'Accepts no direct messages.', '#9f1239'),
    acceptsDms: false,
  },
]

function seed(id: string, username: string, name: string, description: string, colour: string): Account {
  return { id, username, name, description, colour, verified: false, acceptsDms: true }
}

/** The accounts by id and by name. */
export class Accounts {
  readonly #byId = new Map<string, Account>()
  readonly #byName = new Map<string, Account>()

  constructor(accounts: readonly Account[] = seeded) {
    for (const account of accounts) this.#keep({ ...account })
  }

  all(): Account[] {
    return [...this.#byId.values()]
  }

  byId(id: string): Account | undefined {
    return this.#byId.get(id)
  }

  /** Names are found whatever their case, as on X; a leading `@` is allowed. */
  byName(username: string): Account | undefined {
    return this.#byName.get(username.replace(/^@/, '').toLowerCase())
  }

  load(accounts: readonly Account[]): void {
    for (const account of accounts) this.#keep(account)
  }

  #keep(account: Account): void {
    this.#byId.set(account.id, account)
    this.#byName.set(account.username.toLowerCase(), account)
  }
}

/** When an account was opened, told by its id. */
export function openedAt(account: Account): string {
  return new Date(timeOf(account.id)).toISOString()
}
