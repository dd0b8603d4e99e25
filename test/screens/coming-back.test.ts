import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { eventually } from '../support/sandbox-control.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'

describe('leaving a flow and coming back inside the app', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person
  let count = 0
  let name: string

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    // The list offers "New flow" once there is one.
    await ola.api.flows.create({ name: 'The first' })
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))
  beforeEach(() => {
    name = `Coming back ${++count}`
  })

  const button = (label: string, on = page) => on.getByRole('button', { name: label })
  const goHome = () => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Flows' }).click()
  const open = () => page.getByRole('link', { name, exact: true }).click()
  const holds = (nodes: number, on = page) =>
    eventually(async () => expect(await on.locator('.react-flow__node').count()).toBe(nodes))
  const isSaved = (on = page) => on.getByText('Draft saved').waitFor()
  const dialogs = () => page.getByRole('dialog').count()

  async function newFlow() {
    await goHome()
    await button('New flow').click()
    await page.getByRole('button', { name: /^Empty canvas/ }).click()
    await page.waitForURL(/\/flows\/[0-9a-f-]+$/)
    const id = page.url().split('/').at(-1) ?? ''
    await ola.api.flows.rename({ id, name })
    return id
  }

  async function add(label: string, on = page) {
    await on.getByRole('region', { name: 'Canvas' }).click({ position: { x: 20, y: 400 } })
    await on.keyboard.press('n')
    await on.keyboard.type(label)
    await on.keyboard.press('Enter')
  }

  test('a new flow is there again as it was saved, three times out of three', async () => {
    await newFlow()
    for (const nodes of [1, 2, 3]) {
      await add(nodes === 1 ? 'Start by hand' : 'Set values')
      await holds(nodes)
      await page.keyboard.press('Control+s')
      await isSaved()
      await goHome()
      await open()
      await holds(nodes)
      await isSaved()
      expect(await dialogs()).toBe(0)
    }
  })

  test('what another tab has saved meanwhile is what one comes back to', async () => {
    const id = await newFlow()
    await goHome()
    const other = await screen.context.newPage()
    await other.goto(`${screen.house.url}/flows/${id}`)
    await add('Start by hand', other)
    await holds(1, other)
    await other.keyboard.press('Control+s')
    await isSaved(other)
    await other.close()
    await open()
    await holds(1)
    await add('Set values')
    await page.keyboard.press('Control+s')
    await isSaved()
    expect(await dialogs()).toBe(0)
  })

  test('Ctrl+S saves while a dialog is open too', async () => {
    const id = await newFlow()
    await add('Start by hand')
    await holds(1)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Control+s')
    await eventually(async () => expect((await ola.api.flows.get({ id })).draft.nodes).toHaveLength(1))
    await page.keyboard.press('Escape')
  })

  test('a save that is still on its way when one leaves is waited for, and is nobody else’s', async () => {
    const id = await newFlow()
    await add('Start by hand')
    await holds(1)
    const letGo = Promise.withResolvers<void>()
    await page.route('**/api/flows/*/draft', async (route) => {
      await letGo.promise
      await route.continue()
    })
    const asked = page.waitForRequest('**/api/flows/*/draft')
    await page.keyboard.press('Control+s')
    await asked
    await goHome()
    await button('Leave without saving').click()
    await open()
    letGo.resolve()
    await holds(1)
    await page.unroute('**/api/flows/*/draft')
    expect(await page.getByText('were not saved').count()).toBe(0)
    await add('Set values')
    await page.keyboard.press('Control+s')
    await isSaved()
    expect(await dialogs()).toBe(0)
    expect((await ola.api.flows.get({ id })).draft.nodes).toHaveLength(2)
  })
})
