import { inDatabase } from './in-database.ts'

/** As if the time had passed for which X takes nothing from the accounts, after a 429. */
export const restIsOver = (databaseUrl: string) =>
  inDatabase(
    databaseUrl,
    `WITH free AS (UPDATE account_limits SET held_until = NULL, held_why = NULL RETURNING account_id)
     SELECT pg_notify('tailorbird_accounts', account_id) FROM free`,
  )
