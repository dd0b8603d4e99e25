import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

const asksFor = (...keys: string[]) =>
  graphOf(
    [
      node('start', 'start.flow-called', {
        inputs: { fixed: keys.map((key) => ({ key, label: key, kind: 'text', required: true })) },
      }),
    ],
    [],
  )

describe('calling another flow', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    const { flow: greets } = await putToWork(ola, { name: 'Greets', graph: asksFor('Name', 'Greeting') })
    await ola.api.flows.create({ name: 'Not callable', draft: graphOf([node('start', 'start.manual', {})], []) })
    await ola.api.flows.create({ name: 'Alarm', draft: graphOf([node('start', 'start.flow-failed', {})], []) })
    const values = ['Name', 'Greeting'].map((key) => ({ key, kind: 'text', value: { fixed: 'Ada' } }))
    const draft = graphOf(
      [
        node('start', 'start.manual', {}),
        node('call', 'logic.call-flow', { flow: { fixed: greets.id }, input: { fixed: values } }),
      ],
      ['start -> call'],
    )
    draft.nodes.forEach((each, place) => (each.position = { x: 0, y: 152 * place }))
    const { id } = await ola.api.flows.create({ name: 'Calls', draft })
    // What it is called with was right once; meanwhile the other flow asks for something else.
    await ola.api.flows.saveDraft({ id: greets.id, draft: asksFor('Name', 'City'), revision: greets.revision })
    await page.goto(`${screen.house.url}/flows/${id}`)
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  test('the card names the flow, and only flows that can be called are offered', async () => {
    await page.getByText('Call Greets').first().waitFor()
    await page.locator('.react-flow__node[data-id="call"]').click()
    await page.getByRole('combobox', { name: 'Flow', exact: true }).click()
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['Greets'])
    await page.keyboard.press('Escape')
  })

  test('what is missing is named, and what is no longer asked for can be removed', async () => {
    await page.getByText('For "Greets": "City" is missing.').first().waitFor()
    await page.getByText('“Greeting” is no longer asked for').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Remove Greeting' }).click()
    await expect.poll(() => page.getByText('is no longer asked for').count()).toBe(0)
  })

  test('for failures only a flow that begins with one is offered', async () => {
    await page.getByRole('button', { name: 'Flow settings' }).click()
    const select = page.getByLabel('When a run fails, start')
    await select.waitFor()
    expect(await select.locator('option').allTextContents()).toEqual(['Nothing', 'Alarm'])
    expect(await axeFindings(page)).toEqual([])
    expect(screen.complaints).toEqual([])
  })
})
