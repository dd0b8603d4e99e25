import type { Me } from '@tailorbird/contract/session'
import type { Right } from '@tailorbird/flow/people/rights'
import { rightsOf } from '@tailorbird/flow/people/roles'
import { type SQL, sql } from 'drizzle-orm'

/** Whoever asks for something, with what they may do. Lists ask for one, so that none can be read past its rights; only the
 *  guard of HTTP makes one. */
export class Caller {
  readonly user: Me
  readonly #rights: ReadonlySet<Right>

  constructor(user: Me) {
    this.user = user
    this.#rights = rightsOf(user.role)
  }

  may(right: Right): boolean {
    return this.#rights.has(right)
  }

  /** The condition on the rows of a list. Today a right holds for all rows or for none. */
  sees(right: Right): SQL {
    return this.may(right) ? sql`true` : sql`false`
  }
}
