import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { makeAnnouncements, putToWork, simpleGraph } from '../support/story.ts'

describe('an account is stopped, limited and let go again', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person
  let tableId: string

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    tableId = (await makeAnnouncements(ola)).id
    await putToWork(ola, { name: 'Announces', graph: simpleGraph(tableId) })
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const posting = () => page.getByRole('region', { name: 'Posting as @tailorbird_hq' })
  const announce = (title: string) => ola.api.records.create({ tableId, values: { title } })
  const posts = async () =>
    (await sandboxControl(screen.house.sandboxUrl).posts('tailorbird_hq')).map(({ text }) => text)

  test('one click stops all posting, and every page says so', async () => {
    await page.goto(`${screen.house.url}/connections`)
    await posting().getByText('No post in the last 24 hours. No limit but those of X.').waitFor()
    await posting().getByRole('button', { name: 'Pause posting' }).click()
    await posting().getByText('by Ola Owner').waitFor()
    await announce('One')
    await announce('Two')
    await page.reload()
    await posting().getByText('2 posts wait.').waitFor()
    await page.getByRole('status').getByText('Posting as @tailorbird_hq was paused').waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await posts()).toEqual([])
  })

  test('the run says why it waits', async () => {
    await page.goto(`${screen.house.url}/runs`)
    await page
      .getByRole('button', { name: /The account is held back/ })
      .first()
      .click()
    await page.getByText('Posting as @tailorbird_hq is paused by Ola Owner.').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('what waited is posted once somebody says so', async () => {
    await page.goto(`${screen.house.url}/connections`)
    await posting().getByRole('button', { name: 'Let it post again' }).click()
    const dialog = page.getByRole('dialog', { name: 'Let @tailorbird_hq post again' })
    await dialog.getByText('2 posts have waited.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Post them' }).click()
    await posting().getByRole('button', { name: 'Pause posting' }).waitFor()
    await eventually(async () => expect((await posts()).toSorted()).toEqual(['One', 'Two']))
  })

  test('limits are set by keyboard, and what cannot be is said at its field', async () => {
    await page.reload()
    await posting().getByRole('button', { name: 'Set limits' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'What @tailorbird_hq may post' })
    await dialog.getByLabel('Posts in 24 hours').fill('none')
    await dialog.getByLabel('Posts in 24 hours').press('Enter')
    await dialog.getByText('A whole number from 1 to 10,000, or nothing.').waitFor()
    await dialog.getByLabel('Posts in 24 hours').fill('3')
    await dialog.getByLabel('Time between two posts').fill('5')
    await dialog.getByLabel('Unit of time').selectOption('minutes')
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByLabel('Posts in 24 hours').press('Enter')
    await posting().getByText('Limits: at most 3 in 24 hours, 5 min between two.').waitFor()
    await announce('Three')
    await page.reload()
    await posting().getByText('1 post waits, the next goes in').waitFor()
  })

  test('is readable on a phone, in the dark too', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await posting().getByRole('button', { name: 'Pause posting' }).waitFor()
    await page.waitForTimeout(300)
    expect(await axeFindings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
