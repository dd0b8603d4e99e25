import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { eventually } from '../support/sandbox-control.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

const FAILS = graphOf(
  [
    node('start', 'start.manual', {}),
    node('stop', 'logic.stop', { outcome: { fixed: 'failure' }, message: { fixed: 'The title is missing.' } }),
  ],
  ['start -> stop'],
)
const WORKS = graphOf([node('start', 'start.manual', {})], [])

describe('what has happened, and what wants somebody', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    for (const [name, graph, status] of [
      ['Announce', FAILS, 'failed'],
      ['Announce', FAILS, 'failed'],
      ['Count', WORKS, 'succeeded'],
    ] as const) {
      const { flow } = await putToWork(ola, { name, graph })
      const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: {} })
      await eventually(async () => {
        const { run } = await ola.api.runs.get({ id })
        if (run.status !== status) throw new Error(`It is ${run.status}.`)
      })
    }
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const inDark = async (look: () => Promise<void>) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await look()
    await page.waitForTimeout(500)
    expect(await axeFindings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
  }
  const fitsPhone = async (look: () => Promise<void>) => {
    await page.setViewportSize({ width: 390, height: 800 })
    await page.reload()
    await look()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await axeFindings(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  }

  test('runs are found by words and by day, and the address keeps what was chosen', async () => {
    await page.goto(`${screen.house.url}/runs`)
    const rows = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
    await eventually(async () => expect(await rows.count()).toBe(3))
    expect(await axeFindings(page)).toEqual([])
    await page.getByLabel('Search').pressSequentially('title is')
    await eventually(async () => expect(await rows.count()).toBe(2))
    expect(new URL(page.url()).searchParams.get('text')).toBe('title is')
    await page.reload()
    await eventually(async () => expect(await rows.count()).toBe(2))
    await page.getByLabel('From').fill('2037-01-01')
    await page.getByText('No run like this').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await eventually(async () => expect(await rows.count()).toBe(3))
    expect(await page.getByLabel('Search').inputValue()).toBe('')
    const list = () => rows.first().waitFor()
    await inDark(list)
    await fitsPhone(list)
  })

  test('the runs that are shown are saved as a file', async () => {
    await page.goto(`${screen.house.url}/runs?status=failed`)
    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /CSV/ }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^runs-\d{4}-\d\d-\d\d\.csv$/)
    const stream = await download.createReadStream()
    const text = (await stream.toArray()).join('')
    expect(text.trim().split('\r\n')).toHaveLength(3)
    expect(text).toContain('The title is missing.')
  })

  test('one run is saved as JSON, and says who started it', async () => {
    await page.goto(`${screen.house.url}/runs?status=failed`)
    await page.getByRole('list', { name: 'Runs' }).getByRole('button').first().click()
    await page.getByRole('heading', { name: /Run of version 1/ }).waitFor()
    await page.getByText('Started by Ola Owner').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download this run' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^run-.*\.json$/)
  })

  test('the bell counts what wants somebody; failures are put away, fetched back, and each leads to its runs', async () => {
    await page.goto(screen.house.url)
    await page.getByRole('link', { name: /Attention.*2 things want you/ }).click()
    await page.getByText('The title is missing.').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    const lines = page.getByRole('list', { name: 'What wants your attention' }).getByRole('listitem')
    expect(await lines.count()).toBe(2)
    await inDark(() => lines.first().waitFor())
    await fitsPhone(() => lines.first().waitFor())
    await page.getByRole('button', { name: 'Mark failures as seen' }).click()
    await page.getByText('Nothing wants you').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Show them again' }).click()
    await lines.first().waitFor()
    await page.getByRole('link', { name: 'Open the run' }).first().click()
    await page.getByRole('button', { name: 'Run again…' }).waitFor()
  })

  test('failed runs are run again together, and how many is said before', async () => {
    await page.goto(`${screen.house.url}/runs?status=failed`)
    const rows = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
    await rows.first().waitFor()
    const before = await rows.count()
    await page.getByRole('button', { name: 'Run failed ones again…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Run failed runs again' })
    await dialog.getByText(`${before} failed runs will go on from where they failed.`).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: `Run ${before} again` }).click()
    await dialog.waitFor({ state: 'detached' })
    await eventually(async () => expect(await rows.count()).toBe(2 * before))
  })

  test('before a run is repeated on a newer version, posts are named whose steps have changed, and one needs a tick', async () => {
    const post = node('post', 'x.create-post', { account: { fixed: 'x_message' }, text: { fixed: 'Said once' } })
    const start = node('start', 'start.manual', {})
    const { flow } = await putToWork(ola, { name: 'Moves', graph: graphOf([start, post], ['start -> post']) })
    const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: {} })
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe('succeeded'))
    const each = node('each', 'logic.for-each', { items: { fixed: ['a'] } })
    const draft = graphOf([start, each, post], ['start -> each', 'each each-> post'])
    const saved = await ola.api.flows.saveDraft({ id: flow.id, draft, revision: flow.revision })
    await ola.api.flows.publish({ id: flow.id, revision: saved.revision })
    await page.goto(`${screen.house.url}/runs/${id}`)
    await page.getByRole('button', { name: 'Run again…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Said once').waitFor()
    await dialog.getByLabel('With', { exact: true }).selectOption('latest')
    const changed = dialog.getByRole('region', { name: 'Written by steps that have changed' })
    await changed.getByText(/stands elsewhere/).waitFor()
    expect(await axeFindings(page)).toEqual([])
    const go = dialog.getByRole('button', { name: /^Run again, / })
    expect(await go.isDisabled()).toBe(true)
    await changed.getByLabel('Do it again').check()
    expect(await go.isDisabled()).toBe(false)
    expect(await go.textContent()).toContain('do 1 thing a second time')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('nothing was complained about in the console', () => {
    expect(screen.complaints).toEqual([])
  })
})
