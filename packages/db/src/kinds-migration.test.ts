import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Graph } from '@tailorbird/flow/graph/graph'
import { upgradeGraph } from '@tailorbird/flow/graph/upgrade-graph'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { emptyDatabase } from '../../../test/support/database.ts'
import { migrate } from './migrate.ts'

const own = join(import.meta.dirname, '..', '..', '..', 'migrations')
const folder = mkdtempSync(join(tmpdir(), 'tailorbird-kinds-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The migrations of version 0.1. */
function before(): string {
  cpSync(own, folder, { recursive: true })
  const path = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { tag: string }[] }
  const upTo = journal.entries.findIndex(({ tag }) => tag.endsWith('_kinds'))
  expect(upTo).toBeGreaterThan(0)
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, upTo) }))
  return folder
}

const node = (id: string, params: object) => ({ id, type: 'any', label: id, position: { x: 0, y: 0 }, params })
const pill = { pill: { node: 'a', path: ['x'] } }

/** Values with names in each of their three places, and data of somebody's own that only looks like one. */
const graph = {
  format: 'tailorbird.flow/1',
  nodes: [
    node('a', {
      inputs: { fixed: [{ key: 'go', label: 'Go', kind: 'toggle', required: true }] },
      values: {
        fixed: [
          { key: 'on', kind: 'toggle', value: pill },
          { key: 'at', kind: 'moment', value: pill },
        ],
      },
    }),
    node('b', {
      table: {
        fixed: {
          columns: [{ id: 'c', label: 'C', value: pill }],
          results: [{ id: 'r', key: 'yes', kind: 'toggle' }],
          rows: [{ when: { c: { operator: 'is', right: { fixed: 'Yes' } } }, then: { r: { fixed: true } } }],
        },
      },
      body: { fixed: { kind: 'toggle', key: 'mine' } },
      list: { fixed: [{ kind: 'toggle', key: 'mine' }, 'toggle', { kind: 'toggle' }] },
      text: { parts: ['{"kind": "toggle"} ', pill] },
    }),
    node('c', {}),
  ],
  edges: [{ id: 'e', from: 'a', port: 'out', to: 'b' }],
}

test('tables, records, drafts and versions of 0.1 are brought along, and nothing else is touched', async () => {
  await using database = await emptyDatabase()
  await migrate(database.url, { folder: before() })
  const pool = new Pool({ connectionString: database.url, max: 1 })
  const db = drizzle({ client: pool })
  const fields = [
    { key: 't', label: 'T', kind: 'text', required: false },
    { key: 'y', label: 'Y', kind: 'yesNo', required: false },
    { key: 'd', label: 'D', kind: 'date', required: false },
  ]
  const [table, other, flow] = [1, 2, 3].map((n) => `01900000-0000-7000-8000-00000000000${n}`)
  await db.execute(
    sql`insert into tables (id, name, fields) values (${table}, 'A', ${JSON.stringify(fields)}::jsonb), (${other}, 'B', ${JSON.stringify(fields.slice(0, 1))}::jsonb)`,
  )
  for (const [owner, values] of [
    [table, { t: 'Yes', y: 'Yes', d: '2026-11-20' }],
    [table, { t: 'No', y: 'No', d: null }],
    [table, { t: null, y: null, d: null }],
    [other, { t: 'Yes' }],
  ] as const)
    await db.execute(
      sql`insert into records (id, table_id, values) values (gen_random_uuid(), ${owner}, ${JSON.stringify(values)}::jsonb)`,
    )
  await db.execute(sql`insert into flows (id, name, draft) values (${flow}, 'F', ${JSON.stringify(graph)}::jsonb)`)
  await db.execute(
    sql`insert into versions (id, flow_id, number, graph) values (gen_random_uuid(), ${flow}, 1, ${JSON.stringify(graph)}::jsonb)`,
  )

  await migrate(database.url)

  const kinds = await db.execute(sql`select fields from tables order by id`)
  expect(kinds.rows).toEqual([
    { fields: fields.map((field) => (field.kind === 'date' ? { ...field, kind: 'moment' } : field)) },
    { fields: fields.slice(0, 1) },
  ])
  const kept = await db.execute(sql`select values from records order by table_id, values ->> 't' desc nulls last`)
  expect(kept.rows.map((row) => row['values'])).toEqual([
    { t: 'Yes', y: true, d: '2026-11-20' },
    { t: 'No', y: false, d: null },
    { t: null, y: null, d: null },
    { t: 'Yes' },
  ])
  const read = upgradeGraph(graph)
  const { rows } = await db.execute(sql`select draft as graph from flows union all select graph from versions`)
  expect(rows).toEqual([{ graph: read }, { graph: read }])
  expect(Graph.parse(graph)).toEqual(read)
  expect(JSON.stringify(read).match(/"toggle"/g)).toHaveLength(4)
  await pool.end()
})
