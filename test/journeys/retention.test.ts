import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, startHouse } from '../support/house.ts'
import { type Person, signUp } from '../support/person.ts'
import { eventually } from '../support/sandbox-control.ts'
import { makeAnnouncements, putToWork, setUpX, simpleGraph } from '../support/story.ts'

let house: House
let ola: Person
let client: Client

beforeAll(async () => {
  house = await startHouse({ env: { TAILORBIRD_KEEP_RUNS_DAYS: '30', TAILORBIRD_KEEP_RUNS_PER_FLOW: '3' } })
  ola = await signUp(house.url, house.ownerLink)
  await setUpX(ola)
  client = new Client({ connectionString: house.databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await house?.stop()
})

const count = async (from: string) => Number((await client.query(`SELECT count(*) FROM ${from}`)).rows[0].count)

test('runs that are old or too many go, with their steps; what was posted stays on record', async () => {
  const tableId = (await makeAnnouncements(ola)).id
  const { flow } = await putToWork(ola, { name: 'Announce', graph: simpleGraph(tableId) })
  const event = { sample: { record: { title: 'A test' } } }
  await ola.api.runs.test({ flowId: flow.id, graph: simpleGraph(tableId), event })
  for (const title of ['1', '2', '3', '4', '5']) await ola.api.records.create({ tableId, values: { title } })
  const { runs } = await eventually(async () => {
    const found = await ola.api.runs.list({})
    expect(found.runs.map(({ status }) => status)).toEqual(Array(6).fill('succeeded'))
    return found
  }, 20)
  const ledger = await count('post_ledger')
  // As if all had happened three hours ago, the test forty days ago, and one of the older were still waiting.
  await client.query(`UPDATE runs SET ended_at = now() - interval '3 hours'`)
  const old = '01900000-0000-7000-8000-000000000001'
  await client.query(`ALTER TABLE steps DROP CONSTRAINT IF EXISTS steps_run_id_runs_id_fk`)
  await client.query(
    `WITH test AS (UPDATE runs SET id = $1, ended_at = now() - interval '40 days' WHERE test RETURNING version_id)
     UPDATE versions SET id = '01900000-0000-7000-8000-000000000000' FROM test WHERE versions.id = test.version_id`,
    [old],
  )
  await client.query(`DELETE FROM steps WHERE NOT EXISTS (SELECT FROM runs WHERE runs.id = run_id)`)
  await client.query(
    `ALTER TABLE steps ADD CONSTRAINT steps_run_id_runs_id_fk FOREIGN KEY (run_id) REFERENCES runs ON DELETE CASCADE`,
  )
  const waiting = runs[4]?.id
  // No run comes back to life; whatever guards that looks away here.
  await client.query('SET session_replication_role = replica')
  await client.query(`UPDATE runs SET ended_at = NULL, status = 'waiting' WHERE id = $1`, [waiting])
  await client.query('RESET session_replication_role')

  await house.restart()
  ola = await signUp(house.url, undefined)
  await eventually(async () => expect(await count('runs')).toBe(4))
  const left = (await ola.api.runs.list({})).runs.map(({ id }) => id)
  expect(left).toEqual([...runs.slice(0, 3).map(({ id }) => id), waiting])
  expect(await count('steps WHERE NOT EXISTS (SELECT FROM runs WHERE id = run_id)')).toBe(0)
  expect(await count('post_ledger')).toBe(ledger)
  await eventually(async () => expect(await count('versions WHERE number IS NULL')).toBe(0))
}, 60_000)

test('runs are found by when they started', async () => {
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString()
  expect((await ola.api.runs.list({ startedAfter: hourAgo })).runs).toHaveLength(4)
  expect((await ola.api.runs.list({ startedBefore: hourAgo })).runs).toEqual([])
})
