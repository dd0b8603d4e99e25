import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RUN_STATUSES } from '@tailorbird/flow/run/run-status'
import { describe, expect, test } from 'vitest'
import { inDatabase } from '../../../../../test/support/in-database.ts'
import { freshDatabase } from '../../../../../test/support/database.ts'
import { TRANSITIONS, type Transition } from './transitions.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')

test('the chart in ARCHITECTURE.md shows exactly the transitions of the code', () => {
  const row = ({ name, from, to, who, under, raisesFence }: Transition) =>
    `| ${name} | ${from.join(', ')} | ${to.join(', ')} | ${who} | ${under} | ${raisesFence ? 'raised' : ''} |`
  const rows = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n')
  const shown = rows.slice(rows.findIndex((line) => line.startsWith('| transition |')) + 2)
  expect(shown.slice(0, shown.indexOf(''))).toEqual(TRANSITIONS.map(row))
})

test('every status is entered by some transition and left by some', () => {
  for (const status of RUN_STATUSES) {
    expect(TRANSITIONS.some(({ to }) => to.includes(status))).toBe(true)
    expect(TRANSITIONS.some(({ from }) => from.includes(status))).toBe(true)
  }
})

/** Statements, and calls of the query builder, that write the tables a run is kept in. */
const WRITES = [
  /\b(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+(?:runs|steps|post_ledger)\b/i,
  /\.(?:insert|update|delete)\(\s*(?:runs|steps|postLedger)\s*\)/,
]
const writes = (source: string) => WRITES.some((pattern) => pattern.test(source))

test('nothing outside runs/store writes runs, steps or the post ledger', () => {
  const sources = globSync('{apps,packages}/*/src/**/*.{ts,tsx}', { cwd: root })
  const writers = sources.filter((path) => !path.endsWith('.test.ts') && writes(readFileSync(join(root, path), 'utf8')))
  expect(writers.length).toBeGreaterThan(4)
  expect(writers.filter((path) => !path.startsWith('apps/runtime/src/runs/store/'))).toEqual([])
})

describe('the databases of tests', () => {
  test.each([
    ['queued', 'waiting', 0],
    ['queued', 'succeeded', 0],
    ['waiting', 'cancelled', 0],
    ['succeeded', 'queued', 1],
    ['failed', 'running', 1],
    ['queued', 'running', 0],
  ])('refuse to take a run from %s to %s with the fence raised by %i', async (from, to, raise) => {
    await using database = await freshDatabase()
    const id = await insert(database.url, from)
    const change = `UPDATE runs SET status = '${to}', lease_token = lease_token + ${raise}, lease_owner = ${owner(to)} WHERE id = '${id}'`
    await expect(inDatabase(database.url, change)).rejects.toThrow('no transition')
  })

  test('refuse a run that runs and is held by nobody, and one that is held and does not run', async () => {
    await using database = await freshDatabase()
    const id = await insert(database.url, 'queued')
    const to = (status: string, holder: string) =>
      inDatabase(
        database.url,
        `UPDATE runs SET status = '${status}', lease_token = lease_token + 1, lease_owner = ${holder} WHERE id = '${id}'`,
      )
    await expect(to('running', 'NULL')).rejects.toThrow('no transition')
    await expect(to('queued', 'gen_random_uuid()')).rejects.toThrow('no transition')
    await to('running', 'gen_random_uuid()')
    await expect(inDatabase(database.url, `DELETE FROM runs WHERE id = '${id}'`)).rejects.toThrow('no transition')
  })
})

const owner = (status: string) => (status === 'running' ? 'gen_random_uuid()' : 'NULL')

async function insert(url: string, status: string): Promise<string | undefined> {
  const [row] = await inDatabase<{ id: string }>(
    url,
    `INSERT INTO runs (id, flow_id, version_id, environment, cause, test, status, lease_token, lease_owner, started_at)
     VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'production', '', false, '${status}', 1, ${owner(status)}, now())
     RETURNING id`,
  )
  return row?.id
}
