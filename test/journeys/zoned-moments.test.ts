import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, refusalOf } from '../support/person.ts'
import { graphOf, node } from '../support/story.ts'
import { type TriggerStory, openTriggerStory } from '../support/trigger-story.ts'

const AT = '2026-11-20T09:30+01:00[Europe/Vienna]'

describe('a date and time with its zone', () => {
  let story: TriggerStory
  let ola: Person
  let tableId: string

  beforeAll(async () => {
    story = await openTriggerStory({ withX: false })
    ola = story.ola
    const table = await ola.api.tables.create({
      name: 'Events',
      fields: [
        { key: 'title', label: 'Title', kind: 'text', required: false },
        { key: 'begins', label: 'Begins', kind: 'zonedMoment', required: false },
      ],
    })
    tableId = table.id
  })
  afterAll(() => story?.stop())

  const add = (begins: string) => ola.api.records.create({ tableId, values: { begins } })
  const whyNot = async (begins: string) => (await refusalOf(add(begins))).errors?.[0]?.message

  test('is kept in one form, and refused with words where clocks do not show it', async () => {
    expect((await add('2026-11-20T09:30[Europe/Vienna]')).values['begins']).toBe(AT)
    expect(await whyNot('2026-11-20T09:30:00Z')).toContain('a date, a time and a time zone')
    expect(await whyNot('2026-03-29T02:30[Europe/Vienna]')).toContain('does not exist in Europe/Vienna')
    expect(await whyNot('2026-10-25T02:30[Europe/Vienna]')).toContain('+02:00, +01:00')
    expect(await whyNot('2026-10-25T02:30[Europe/Atlantis]')).toContain('Europe/Atlantis')
  })

  test('a text becomes one when the field changes its kind, and back', async () => {
    const make = (kind: 'text' | 'zonedMoment') => [{ key: 'at', label: 'At', kind, required: false }]
    const { id } = await ola.api.tables.create({ name: 'Changing', fields: make('text') })
    const record = await ola.api.records.create({ tableId: id, values: { at: '2026-11-20T09:30Z[UTC]' } })
    const now = async () => (await ola.api.records.get({ id: record.id })).values['at']
    await ola.api.tables.update({ id, name: 'Changing', fields: make('zonedMoment') })
    expect(await now()).toBe('2026-11-20T09:30+00:00[UTC]')
    await ola.api.tables.update({ id, name: 'Changing', fields: make('text') })
    expect(await now()).toBe('2026-11-20T09:30+00:00[UTC]')
  })

  test('a condition compares it, a node waits for it, and a value keeps its zone', async () => {
    const begins = { pill: { node: 'start', path: ['record', 'begins'] } }
    const rule = { left: begins, operator: 'isAfter', right: { fixed: '2020-01-01T00:00:00Z' } }
    const flow = await story.work(
      'Reminders',
      graphOf(
        [
          node('start', 'records.created', {
            table: { fixed: tableId },
            condition: { fixed: { match: 'all', rules: [rule] } },
          }),
          node('wait', 'logic.wait', {
            mode: { fixed: 'time' },
            time: begins,
            shift: { fixed: 'before' },
            by: { fixed: 60 },
          }),
          node('values', 'data.set-values', { values: { fixed: [{ key: 'at', kind: 'zonedMoment', value: begins }] } }),
        ],
        ['start -> wait', 'wait -> values'],
      ),
    )
    await add('2019-02-02T12:00[Asia/Tokyo]')
    await add('2020-02-02T12:00[Asia/Tokyo]')
    const [run, ...others] = await story.runsOf(flow)
    expect(others).toEqual([])
    const { steps } = await story.stands(run?.id ?? '', 'succeeded')
    const put = Object.fromEntries(steps.map(({ nodeId, output }) => [nodeId, output]))
    expect(put['wait']).toEqual({ waitedUntil: '2020-02-02T02:59:00.000Z' })
    expect(JSON.stringify(put['values'])).toContain('2020-02-02T12:00+09:00[Asia/Tokyo]')
  })
})
