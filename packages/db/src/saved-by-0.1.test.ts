import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { emptyDatabase } from '../../../test/support/database.ts'
import { inDatabase } from '../../../test/support/in-database.ts'
import { migrate } from './migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'tailorbird-0.1-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The migrations that version 0.1 had. */
const OLD = ['0000_spine', '0001_engine', '0002_accounts']

function oldMigrations() {
  cpSync(join(import.meta.dirname, '..', '..', '..', 'migrations'), folder, { recursive: true })
  const path = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { tag: string }[] }
  journal.entries = journal.entries.filter(({ tag }) => OLD.includes(tag))
  writeFileSync(path, JSON.stringify(journal))
  return folder
}

const id = (digit: number) => `00000000-0000-7000-8000-00000000000${digit}`
const [WAITING, CHILD, GRANDCHILD, SECOND, ENDED, TRIGGER] = [id(1), id(2), id(3), id(4), id(5), id(9)]

test('what version 0.1 has saved goes on: messages, events, queues, families, the order of steps, posts', async () => {
  await using database = await emptyDatabase()
  const ask = <Row extends Record<string, unknown>>(text: string) => inDatabase<Row>(database.url, text)
  await migrate(database.url, { folder: oldMigrations() })
  await ask(`
    INSERT INTO runs (id, flow_id, version_id, environment, trigger_id, event_key, cause, test, status, lease_token, parent_run, line, line_width, cancel_requested, started_at, ended_at)
    SELECT r.id::uuid, '${id(8)}', '${id(8)}', 'production', r.trigger::uuid, r.key, '', false, r.status, 1, r.parent::uuid, r.line, 1, r.stop, now(), CASE WHEN r.status = 'succeeded' THEN now() END
    FROM (VALUES
      ('${WAITING}', NULL, NULL, 'waiting', NULL, 'queue', false), ('${CHILD}', NULL, NULL, 'waiting', '${WAITING}', NULL, true),
      ('${GRANDCHILD}', NULL, NULL, 'waiting', '${CHILD}', NULL, false), ('${SECOND}', NULL, NULL, 'queued', NULL, 'queue', false),
      ('${ENDED}', '${TRIGGER}', 'order 7', 'succeeded', NULL, NULL, false)) AS r(id, trigger, key, status, parent, line, stop)`)
  await ask(`INSERT INTO signals (id, run_id, node_id, path, payload) VALUES
    ('${id(1)}', '${WAITING}', 'ask', '', '{"approved": true}'), ('${id(2)}', '${WAITING}', 'wait', 'each:1', NULL)`)
  await ask(`INSERT INTO steps (run_id, node_id, attempt, status, input, started_at, ended_at) VALUES
    ('${WAITING}', 'second', 1, 'succeeded', '{}', now() - interval '2 s', now() - interval '1 s'),
    ('${WAITING}', 'first', 1, 'succeeded', NULL, now() - interval '4 s', now() - interval '4 s'),
    ('${WAITING}', 'third', 1, 'waiting', '{}', now(), NULL)`)
  await ask(`INSERT INTO post_ledger (run_id, node_id, attempt, connection_id, account_id, what, summary, status, external_id, intended_at) VALUES
    ('${ENDED}', 'b', 1, '${id(8)}', '42', 'post', '', 'confirmed', '7', now()),
    ('${ENDED}', 'a', 1, '${id(8)}', '42', 'post', '', 'confirmed', '7', now() - interval '1 hour')`)
  await migrate(database.url)

  expect(await ask(`SELECT run_id, kind, node_id, path, payload FROM run_messages ORDER BY number`)).toEqual([
    { run_id: WAITING, kind: 'answer', node_id: 'ask', path: '', payload: { approved: true } },
    { run_id: WAITING, kind: 'look', node_id: 'wait', path: 'each:1', payload: null },
    { run_id: CHILD, kind: 'stop', node_id: null, path: '', payload: null },
  ])
  expect(await ask('SELECT * FROM event_keys')).toEqual([{ trigger_id: TRIGGER, key: 'order 7', run_id: ENDED }])
  expect(await ask(`SELECT id FROM runs WHERE queue = 'queue' AND queue_width = 1 ORDER BY queue_place`)).toEqual([
    { id: WAITING },
    { id: SECOND },
  ])
  expect(await ask('SELECT id, root_run FROM runs WHERE root_run IS NOT NULL ORDER BY id')).toEqual([
    { id: CHILD, root_run: WAITING },
    { id: GRANDCHILD, root_run: WAITING },
  ])
  expect(await ask('SELECT node_id, seq FROM steps ORDER BY seq')).toEqual([
    { node_id: 'first', seq: 1 },
    { node_id: 'second', seq: 2 },
    { node_id: 'third', seq: 3 },
  ])
  expect(await ask('SELECT node_id, external_id FROM post_ledger ORDER BY node_id')).toEqual([
    { node_id: 'a', external_id: '7' },
    { node_id: 'b', external_id: null },
  ])
  // The next place of a queue comes after those that are taken.
  const [next] = await ask<{ place: string }>(`SELECT nextval('run_queue_places') AS place`)
  expect(Number(next?.place)).toBeGreaterThan(2)
})
