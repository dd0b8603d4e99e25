import { lt, sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Database } from '@tailorbird/db/database'
import { consentAttempts } from '@tailorbird/db/schema/connections'
import { forgetMarks } from './forget-marks.ts'
import { type Keep, forgetRuns } from './forget-runs.ts'
import { forgetSnapshots } from './forget-snapshots.ts'
import { removeOrphans } from '../tables/read-file.ts'

const EVERY_MS = 60 * 60_000

/** Once an hour deletes what nobody will ask for again: uploads without a record, consents long over, old runs and what
 *  only they needed. */
export function tidyUp({ db, log, keep }: { db: Database; log: Logger; keep: Keep }) {
  let tidying = Promise.resolve()
  const tidy = async () => {
    try {
      const files = await removeOrphans(db)
      await db.delete(consentAttempts).where(lt(consentAttempts.expiresAt, sql`now() - interval '7 days'`))
      const runs = await forgetRuns(db.$client, keep)
      await forgetMarks(db.$client)
      await forgetSnapshots(db.$client)
      if (runs > 0) log.info({ runs }, 'deleted runs that were older, or more, than are kept')
      if (files > 0) log.info({ files }, 'deleted uploads that belong to no record')
    } catch (error) {
      log.warn({ err: error }, 'could not tidy up; the next try is in an hour')
    }
  }
  const begin = () => {
    tidying = tidy()
  }
  const timer = setInterval(begin, EVERY_MS)
  begin()
  return {
    async stop() {
      clearInterval(timer)
      await tidying
    },
  }
}
