import { newId } from '@tailorbird/db/columns'
import { type Database, connect } from '@tailorbird/db/database'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, freshDatabase } from '../../../../../test/support/database.ts'
import type { ClaimedRun } from '../execute/execute-run.ts'
import { forgetMarks } from '../../retention/forget-marks.ts'
import { seenKeysOf } from './seen-keys.ts'
import { spacingOf } from './spacing.ts'

let database: TestDatabase
/** The connections of two processes. */
let pools: Database[]
const flowId = newId()

beforeAll(async () => {
  database = await freshDatabase()
  pools = [connect(database.url), connect(database.url)]
})
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.$client.end()))
  await database.drop()
})

const index = indexGraph({ format: 'tailorbird.flow/2', nodes: [], edges: [] })
function stepOf(process: number, { runId = newId(), path = '' } = {}) {
  const db = pools[process % 2]
  if (!db) throw new Error('no such process')
  const run: ClaimedRun = {
    ...{
      id: runId,
      leaseOwner: newId(),
      leaseToken: 1,
      lastSeq: 0,
      flowId,
      environment: 'production',
      test: false,
      depth: 0,
    },
    ...{ index, history: new Map() },
  }
  const step = { run, nodeId: 'n', path }
  return { ...seenKeysOf(db)(step), ...spacingOf(db)(step) }
}
const many = Array.from({ length: 40 }, (_, each) => each)

test('of many runs in two processes that come with the same key at once, it is new to one', async () => {
  const answers = await Promise.all(many.map((each) => stepOf(each).isNew('same', 3600)))
  expect(answers.filter(Boolean)).toHaveLength(1)
})

test('the place to which it was new hears the same when it asks again, in whichever process', async () => {
  const runId = newId()
  const asked = await Promise.all(many.map((each) => stepOf(each, { runId, path: 'each:0' }).isNew('again', 3600)))
  expect(asked.every(Boolean)).toBe(true)
  expect(await stepOf(1, { runId, path: 'each:1' }).isNew('again', 3600)).toBe(false)
})

test('turns are given out one by one, never two within the span, and a place keeps its own', async () => {
  const runs = many.map(() => newId())
  const turns = await Promise.all(runs.map((runId, each) => stepOf(each, { runId }).turnAt('pace', 7)))
  const times = turns.map((turn) => turn.getTime()).toSorted((a, b) => a - b)
  for (const [at, time] of times.entries()) if (at > 0) expect(time - (times[at - 1] ?? 0)).toBeGreaterThanOrEqual(7000)
  const last = times.at(-1) ?? 0
  expect(last - (times[0] ?? 0)).toBeLessThan(7000 * many.length + 60_000)
  const again = await Promise.all(runs.map((runId, each) => stepOf(each + 1, { runId }).turnAt('pace', 7)))
  expect(again).toEqual(turns)
})

test('keys whose time is up are forgotten and new again; of turns long past the last of each key stays', async () => {
  const pool = pools[0]?.$client
  if (!pool) throw new Error('no pool')
  await pool.query('TRUNCATE seen_keys, throttle_turns')
  await stepOf(0).isNew('short', 60)
  await stepOf(0).isNew('long', 86_400)
  await pool.query(
    `UPDATE seen_keys SET expires_at = now() - interval '1 second' WHERE expires_at < now() + interval '1 hour'`,
  )
  for (const key of ['a', 'a', 'a', 'b']) await stepOf(0).turnAt(key, 60)
  await pool.query(`UPDATE throttle_turns SET turn_at = turn_at - interval '3 days'`)
  await stepOf(0).turnAt('c', 60)
  await forgetMarks(pool)
  const count = async (table: string) => (await pool.query(`SELECT FROM ${table}`)).rowCount
  expect(await count('seen_keys')).toBe(1)
  // The last of a, the only one of b, and what is not long past.
  expect(await count('throttle_turns')).toBe(3)
  expect(await stepOf(1).isNew('short', 60)).toBe(true)
  expect(await stepOf(1).isNew('long', 60)).toBe(false)
  await pool.query(`UPDATE throttle_turns SET turn_at = turn_at - interval '40 days'`)
  await forgetMarks(pool)
  expect(await count('throttle_turns')).toBe(0)
})
