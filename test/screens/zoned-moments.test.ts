import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { graphOf, node } from '../support/story.ts'

describe('dates and times with their zone, in forms', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const type = (local: string) => page.locator('input[type="datetime-local"]').fill(local)

  test('a record takes one, says what clocks do not show, asks which of two, and lists it with its zone', async () => {
    const table = await ola.api.tables.create({
      name: 'Events',
      fields: [
        { key: 'title', label: 'Title', kind: 'text', required: true },
        { key: 'begins', label: 'Begins', kind: 'zonedMoment', required: false },
      ],
    })
    await page.goto(`${screen.house.url}/tables/${table.id}/records/new`)
    await page.getByLabel('Title').fill('Late night')
    await page.getByRole('combobox', { name: 'Begins: time zone' }).click()
    await page.getByRole('combobox', { name: 'Begins: time zone' }).fill('Vienna')
    await page.getByRole('option', { name: 'Europe/Vienna' }).click()
    await type('2026-03-29T02:30')
    await page.getByText('2026-03-29 02:30, which does not exist in Europe/Vienna').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await type('2026-10-25T02:30')
    await page.getByRole('combobox', { name: 'Begins: which of the two' }).click()
    await page.getByRole('option', { name: 'second, +01:00' }).click()
    await page.getByRole('button', { name: 'Create record' }).click()
    await page.getByText('(Europe/Vienna)').waitFor()
    const { records } = await ola.api.records.list({ tableId: table.id })
    expect(records.map(({ values }) => values['begins'])).toEqual(['2026-10-25T02:30+01:00[Europe/Vienna]'])
  })

  test('a value of a flow is set to one', async () => {
    const { id } = await ola.api.flows.create({
      name: 'With a time',
      draft: graphOf(
        [
          node('start', 'start.manual', {}),
          {
            ...node('values', 'data.set-values', {
              values: { fixed: [{ key: 'at', kind: 'zonedMoment', value: { fixed: null } }] },
            }),
            position: { x: 0, y: 160 },
          },
        ],
        ['start -> values'],
      ),
    })
    await page.goto(`${screen.house.url}/flows/${id}`)
    await page.getByRole('group', { name: /^values\./ }).click()
    await page.getByLabel('Value: date and time').fill('2026-11-20T09:30')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Draft saved').waitFor()
    const { draft } = await ola.api.flows.get({ id })
    expect(JSON.stringify(draft.nodes[1]?.params)).toMatch(/2026-11-20T09:30[+-]\d\d:\d\d\[\w+/)
  })
})
