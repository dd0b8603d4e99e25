import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core'

export const environments = pgTable('environments', {
  key: text('key').primaryKey(),
  name: text('name').notNull(),
  /** Posts from here are seen by the public; the screen marks it red. */
  live: boolean('live').notNull(),
  position: integer('position').notNull(),
})
