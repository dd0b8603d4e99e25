import type { TableField } from '@tailorbird/flow/tables/table-field'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, startHouse } from '../../../../../test/support/house.ts'
import { type Person, refusalOf, signUp } from '../../../../../test/support/person.ts'

let house: House
let ola: Person
beforeAll(async () => {
  house = await startHouse()
  ola = await signUp(house.url, house.ownerLink)
})
afterAll(() => house?.stop())

const field = (key: string, kind: TableField['kind'], more: Partial<TableField> = {}): TableField => ({
  key,
  label: key.toUpperCase(),
  kind,
  required: false,
  ...more,
})
const make = (...fields: TableField[]) => ola.api.tables.create({ name: 'Things', fields })
const create = async (tableId: string, values: Record<string, string | number | null | string[]>) =>
  ola.api.records.create({ tableId, values })
const uploaded = async (name: string, content: Uint8Array) =>
  ((await (await ola.upload(name, content)).json()) as { id: string }).id

test('refuses two fields of one key and a choice of nothing, and names the field', async () => {
  const problem = await refusalOf(
    make(field('a', 'text'), field('a', 'number'), field('b', 'choice'), field('c', 'choice', { options: ['x', 'x'] })),
  )
  expect(problem).toMatchObject({
    status: 422,
    errors: [{ path: 'fields.1.key' }, { path: 'fields.2.options' }, { path: 'fields.3.options' }],
  })
  expect((await refusalOf(make(field('id', 'text')))).errors?.[0]?.path).toBe('fields.0.key')
  expect((await refusalOf(make())).detail).toBe('A table needs at least one field.')
})

test('keeps a record with every field, the empty ones as null', async () => {
  const { id } = await make(
    field('t', 'text'),
    field('n', 'number'),
    field('y', 'yesNo'),
    field('c', 'choice', { options: ['red'] }),
    field('d', 'moment'),
    field('f', 'attachments'),
  )
  const record = await create(id, { t: '', n: 0, y: 'No', c: 'red', d: '2026-11-20T09:30:00+01:00' })
  expect(record).toMatchObject({
    revision: 1,
    values: { t: null, n: 0, y: false, c: 'red', d: '2026-11-20T09:30:00+01:00', f: [] },
  })
  expect(await ola.api.records.get({ id: record.id })).toEqual(record)
  expect((await ola.api.tables.list({})).find((table) => table.id === id)).toMatchObject({ recordCount: 1 })
})

test('says of each wrong value what is wrong, by the key of the field', async () => {
  const { id } = await make(
    field('t', 'text', { required: true }),
    field('n', 'number'),
    field('y', 'yesNo'),
    field('c', 'choice', { options: ['red'] }),
    field('d', 'moment'),
    field('f', 'attachments'),
  )
  const problem = await refusalOf(
    create(id, {
      t: '',
      n: '7',
      y: 'maybe',
      c: 'blue',
      d: '2026-02-30',
      f: ['01900000-0000-7000-8000-000000000000'],
      zzz: 1,
    }),
  )
  expect(problem.status).toBe(422)
  expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['c', 'd', 'f', 'n', 't', 'y', 'zzz'])
  for (const { message } of problem.errors ?? []) expect(message).toMatch(/\.$/)
  expect((await refusalOf(create(id, { t: 'x'.repeat(4001) }))).errors?.[0]?.path).toBe('t')
})

test('a change made on an older revision is refused', async () => {
  const { id } = await make(field('t', 'text'))
  const record = await create(id, { t: 'one' })
  const changed = await ola.api.records.update({ id: record.id, values: { t: 'two' }, revision: 1 })
  expect(changed).toMatchObject({ revision: 2, values: { t: 'two' } })
  expect(await refusalOf(ola.api.records.update({ id: record.id, values: { t: 'three' }, revision: 1 }))).toMatchObject(
    { status: 409, type: 'tailorbird:record-changed' },
  )
})

test('pages through records, newest first, without missing or repeating one', async () => {
  const { id: tableId } = await make(field('n', 'number'))
  for (let n = 0; n < 5; n++) await create(tableId, { n })
  const seen = []
  let before: string | undefined
  for (;;) {
    const page = await ola.api.records.list({ tableId, limit: 2, ...(before !== undefined && { before }) })
    seen.push(...page.records.map(({ values }) => values['n']))
    before = page.records.at(-1)?.id
    if (!page.more) break
  }
  expect(seen).toEqual([4, 3, 2, 1, 0])
})

test('a field that changes its kind takes its values along, or says which value stands in the way', async () => {
  const { id } = await make(field('a', 'text'), field('b', 'number'))
  const one = await create(id, { a: '12', b: 3 })
  await ola.api.tables.update({
    id,
    name: 'Things',
    fields: [field('a', 'number'), field('b', 'text'), field('new', 'yesNo')],
  })
  expect((await ola.api.records.get({ id: one.id })).values).toEqual({ a: 12, b: '3', new: null })
  await ola.api.tables.update({ id, name: 'Things', fields: [field('a', 'text'), field('b', 'text')] })
  await create(id, { a: 'twelve', b: null })
  const refusal = await refusalOf(ola.api.tables.update({ id, name: 'Things', fields: [field('a', 'number')] }))
  expect(refusal).toMatchObject({
    status: 409,
    detail: '"A" cannot become a number field: a record has "twelve". Change those records first, or add a new field.',
  })
  expect((await ola.api.records.get({ id: one.id })).values).toEqual({ a: '12', b: '3' })
  await ola.api.tables.update({ id, name: 'Things', fields: [field('a', 'choice', { options: ['12', 'twelve'] })] })
  const lost = await refusalOf(
    ola.api.tables.update({ id, name: 'Things', fields: [field('a', 'choice', { options: ['12'] })] }),
  )
  expect(lost.detail).toContain('cannot lose that option: a record still has "twelve"')
})

test('files belong to one record, go with it, and those taken out are deleted', async () => {
  const { id: tableId } = await make(field('f', 'attachments'), field('g', 'attachments'))
  const [one, two] = [await uploaded('one.txt', Buffer.from('1')), await uploaded('zwei "2".txt', Buffer.from('22'))]
  const record = await create(tableId, { f: [one, two] })
  expect(record.values['f']).toMatchObject([
    { id: one, name: 'one.txt', type: 'text/plain', size: 1 },
    { id: two, name: 'zwei "2".txt' },
  ])
  expect((await refusalOf(create(tableId, { f: [one] }))).errors?.[0]?.path).toBe('f')
  expect(
    (await refusalOf(ola.api.records.update({ id: record.id, values: { f: [one], g: [one] }, revision: 1 })))
      .errors?.[0]?.path,
  ).toBe('g')
  const changed = await ola.api.records.update({ id: record.id, values: { g: [two] }, revision: 1 })
  expect(changed.values).toMatchObject({ f: [], g: [{ id: two }] })
  expect((await ola.ask(`/api/attachments/${one}/content`)).status).toBe(404)
  expect((await ola.ask(`/api/attachments/${two}/content`)).status).toBe(200)
  await ola.api.records.remove({ id: record.id })
  expect((await ola.ask(`/api/attachments/${two}/content`)).status).toBe(404)
})

test('a table that is deleted takes its records and files along', async () => {
  const { id: tableId } = await make(field('f', 'attachments'))
  const file = await uploaded('one.txt', Buffer.from('1'))
  const record = await create(tableId, { f: [file] })
  await ola.api.tables.remove({ id: tableId })
  expect((await refusalOf(ola.api.records.get({ id: record.id }))).status).toBe(404)
  expect((await refusalOf(ola.api.records.list({ tableId }))).status).toBe(404)
  expect((await ola.ask(`/api/attachments/${file}/content`)).status).toBe(404)
})
