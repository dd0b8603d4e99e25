import { index, json, pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from '../columns.ts'

/** In the shape that connect-pg-simple reads and writes. */
export const sessions = pgTable(
  'sessions',
  { sid: text('sid').primaryKey(), sess: json('sess').notNull(), expire: moment('expire').notNull() },
  (table) => [index('sessions_expire').on(table.expire)],
)
