import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { graphOf, node, placed } from '../support/story.ts'

const LANGUAGE = { key: 'language', label: 'Language', kind: 'text', required: true }

/** Started by hand -> a table still to be written -> a post. */
const routed = () => {
  const graph = graphOf(
    [
      node('start', 'start.manual', { inputs: { fixed: [LANGUAGE] } }),
      node('decide', 'logic.decision-table', {}),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { parts: [{ pill: { node: 'decide', path: ['result', 'greeting'] } }, ', team'] },
      }),
    ],
    ['start -> decide', 'decide -> post'],
  )
  return placed(graph)
}

describe('a decision table', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person
  let flowId: string

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    flowId = (await ola.api.flows.create({ name: 'Greet', draft: routed() })).id
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const field = (label: string) => page.getByLabel(label, { exact: true })
  const choose = async (menu: string, item: string) => {
    await press(menu)
    await page.getByRole('menu', { name: menu }).getByRole('menuitem', { name: item }).click()
  }
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  test('a table is begun with data for its first column, and filled in without a mouse', async () => {
    await page.goto(`${screen.house.url}/flows/${flowId}`)
    await page.locator('.react-flow__node[data-id="decide"]').click()
    await press('Add column')
    await page.getByRole('button', { name: 'Use Language' }).last().click()
    await press('Add result')
    await field('Name of result 1').fill('greeting')
    await field('Comparison in row 1, Language').selectOption('is one of')
    await field('Value in row 1, Language').fill('de, at')
    await field('Result in row 1, greeting').focus()
    await page.keyboard.type('Hallo')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Bonjour')
    expect(await field('Result in row 2, greeting').inputValue()).toBe('Bonjour')
    await page.getByText('Decide greeting by Language').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('problems name the row and the column', async () => {
    await field('Comparison in row 2, Language').selectOption('is')
    await page.getByText('Row 2, "Language": "is" compares with nothing.').first().waitFor()
    await field('Value in row 2, Language').fill('fr')
    await expect.poll(() => page.getByText('Row 2, "Language"').count()).toBe(0)
  })

  test('rows and columns are moved, copied and removed, each as one step of undo', async () => {
    const greetings = async () => [
      await field('Result in row 1, greeting').inputValue(),
      await field('Result in row 2, greeting').inputValue(),
    ]
    await choose('More about row 2', 'Move up')
    expect(await greetings()).toEqual(['Bonjour', 'Hallo'])
    await choose('More about row 1', 'Duplicate')
    await page.getByText('Row 2 is never reached: row 1 asks the same').first().waitFor()
    await choose('More about row 2', 'Remove')
    expect(await greetings()).toEqual(['Bonjour', 'Hallo'])
    await choose('More about row 1', 'Move down')
    expect(await greetings()).toEqual(['Hallo', 'Bonjour'])
    await press('Add default row')
    await field('Result in default row, greeting').fill('Hello')
  })

  test('the same table stands in a large window, in light and in dark', async () => {
    await press('Open in a large window')
    const dialog = page.getByRole('dialog', { name: 'Table' })
    await dialog.getByRole('table').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.waitForTimeout(300)
    expect(await axeFindings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await dialog.getByRole('button', { name: 'Close' }).click()
  })

  test('saved, at 390 pixels the page does not scroll sideways, the table does', async () => {
    await press('Save')
    await page.getByText('Draft saved').waitFor()
    await page.setViewportSize({ width: 390, height: 800 })
    await page.getByRole('table').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await axeFindings(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  test('published and run, the row that matches decides what is posted, and the run says which it was', async () => {
    const { revision } = await ola.api.flows.get({ id: flowId })
    const version = await ola.api.flows.publish({ id: flowId, revision })
    await ola.api.flows.deploy({ id: flowId, environment: 'production', versionId: version.id, enabled: true })
    const start = (language: string) => ola.api.runs.start({ flowId, environment: 'production', input: { language } })
    const { id } = await start('AT')
    await start('fr')
    await start('it')
    const posts = () => sandboxControl(screen.house.sandboxUrl).posts('tailorbird_hq')
    await eventually(async () =>
      expect((await posts()).map(({ text }) => text).toSorted()).toEqual([
        'Bonjour, team',
        'Hallo, team',
        'Hello, team',
      ]),
    )
    const { steps } = await ola.api.runs.get({ id })
    expect(steps.find(({ nodeId }) => nodeId === 'decide')).toMatchObject({ port: 'out' })
    await page.goto(`${screen.house.url}/runs/${id}`)
    await page.locator('.react-flow__node[data-id="decide"]').click()
    await page.getByText('greeting').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(screen.complaints).toEqual([])
  })
})
