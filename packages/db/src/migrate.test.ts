import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { emptyDatabase } from '../../../test/support/database.ts'
import { connect } from './database.ts'
import { migrate } from './migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'tailorbird-migrations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('four processes that migrate an empty database at once all succeed, and each step runs once', async () => {
  await using database = await emptyDatabase()
  write(['create table leaves (id int)', 'insert into leaves values (1)'])
  await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, { folder })))
  expect(await count(database.url, sql`select count(*)::int as n from leaves`)).toBe(1)
  expect(await count(database.url, sql`select count(*)::int as n from graphile_worker.jobs`)).toBe(0)
})

test('runs only what is new, and refuses a database from the future', async () => {
  await using database = await emptyDatabase()
  write(['create table leaves (id int)'])
  await migrate(database.url, { folder })
  write(['create table leaves (id int)', 'create table threads (id int)'])
  await migrate(database.url, { folder })
  expect(await count(database.url, sql`select count(*)::int as n from threads`)).toBe(0)
  write(['create table leaves (id int)'])
  await expect(migrate(database.url, { folder })).rejects.toThrow('newer Tailorbird')
})

test('a step that fails leaves nothing behind, and the next try succeeds', async () => {
  await using database = await emptyDatabase()
  write(['create table leaves (id int)', 'create table leaves (id int)'])
  await expect(migrate(database.url, { folder })).rejects.toThrow()
  write(['create table leaves (id int)'])
  await migrate(database.url, { folder })
})

function write(steps: string[]) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const entries = steps.map((text, idx) => {
    const tag = `000${idx}_step`
    writeFileSync(join(folder, `${tag}.sql`), text)
    return { idx, version: '7', when: 1_700_000_000_000 + idx, tag, breakpoints: true }
  })
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }))
}

async function count(url: string, query: ReturnType<typeof sql>) {
  const database = connect(url)
  try {
    const { rows } = await database.execute<{ n: number }>(query)
    return rows[0]?.n
  } finally {
    await database.$client.end()
  }
}
