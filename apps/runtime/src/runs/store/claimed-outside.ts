import { DatabaseError } from 'pg'

/** Whether a statement failed because another write of the account has claimed the id outside: the post ledger keeps one
 *  write for each. */
export const isClaimedOutside = (error: unknown) =>
  error instanceof DatabaseError && error.constraint === 'post_ledger_external'
