import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { emptyDatabase } from '../../../test/support/database.ts'
import { connect } from './database.ts'
import type { Database } from './database.ts'

test('an idle connection that breaks is reported and replaced', async () => {
  await using fresh = await emptyDatabase()
  const troubles: Error[] = []
  const database = connect(fresh.url, { onTrouble: (error) => troubles.push(error) })
  await database.execute(sql`select 1`)
  await cutOthers(fresh.url)
  await expect.poll(() => troubles.length).toBe(1)
  expect(await one(database)).toBe(1)
  await database.$client.end()
})

test('a connection that breaks inside a transaction rejects the transaction only', async () => {
  await using fresh = await emptyDatabase()
  const database = connect(fresh.url)
  const work = database.transaction(async (transaction) => {
    await transaction.execute(sql`select 1`)
    await cutOthers(fresh.url)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await transaction.execute(sql`select 2`)
  })
  await expect(work).rejects.toThrow()
  expect(await one(database)).toBe(1)
  await database.$client.end()
})

async function one(database: Database) {
  const { rows } = await database.execute<{ one: number }>(sql`select 1 as one`)
  return rows[0]?.one
}

/** What a server restart does to everybody else's connections. */
async function cutOthers(url: string) {
  const database = connect(url)
  await database.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
  await database.$client.end()
}
