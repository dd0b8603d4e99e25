import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { graphOf, node, placed } from '../support/story.ts'

const pill = (from: string, ...path: string[]) => ({ pill: { node: from, path } })

/** Started by hand -> a draft -> somebody approves -> a post. Nothing leads back yet. */
const draftAndAsk = () => {
  const graph = graphOf(
    [
      node('Start', 'start.manual', {}),
      node('Draft', 'data.set-values', { values: { fixed: [{ key: 'text', kind: 'text', value: { fixed: 'Hi' } }] } }),
      node('Ask', 'logic.approval', { title: { fixed: 'Good?' }, text: pill('Draft', 'values', 'text') }),
      node('Post', 'x.create-post', { account: { fixed: 'x_message' }, text: { parts: [pill('Ask', 'text')] } }),
    ],
    ['Start -> Draft', 'Draft -> Ask', 'Ask approved-> Post'],
  )
  return placed(graph)
}

describe('going back to an earlier step', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person
  let flowId: string

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    flowId = (await ola.api.flows.create({ name: 'Until it is good', draft: draftAndAsk() })).id
    await page.goto(`${screen.house.url}/flows/${flowId}`)
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`)
  const frame = () => page.getByText('Repeat until Ask was not left by “When rejected”', { exact: true })
  const cards = () => page.locator('.react-flow__node').count()

  test('a way out leads back to an earlier step, from where its plus is', async () => {
    await page.getByRole('button', { name: 'Add a node after Ask, way "When rejected"' }).click()
    await page.getByRole('combobox', { name: 'Find a node to add' }).fill('go back')
    await page.getByRole('button', { name: 'Go back to an earlier step…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Go back from Ask' })
    await dialog.getByLabel('Go back to').selectOption('Draft')
    expect(await dialog.getByLabel('When it is left by').inputValue()).toBe('rejected')
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Go back', exact: true }).click()
    await frame().first().waitFor()
    await page.keyboard.press('1')
    expect(await axeFindings(page)).toEqual([])
    // The approval may also expire: a fork behind the loop posts only what was approved.
    expect(await cards()).toBe(6)
    await page.getByRole('tab', { name: 'Problems' }).waitFor()
  })

  test('one step of undo takes all of it back, and redo brings it again', async () => {
    await card('Draft').click()
    await page.keyboard.press('Control+z')
    expect(await cards()).toBe(4)
    await page.keyboard.press('Control+Shift+z')
    expect(await cards()).toBe(6)
  })

  test('published, a rejected draft is asked for again, and an approved one is posted once', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Draft saved').waitFor()
    const { revision } = await ola.api.flows.get({ id: flowId })
    const version = await ola.api.flows.publish({ id: flowId, revision })
    await ola.api.flows.deploy({ id: flowId, environment: 'production', versionId: version.id, enabled: true })
    await ola.api.runs.start({ flowId, environment: 'production', input: {} })
    for (const approved of [false, true]) {
      const asked = await eventually(async () => {
        const [open] = (await ola.api.approvals.list({})).approvals
        expect(open).toBeDefined()
        return open
      })
      await ola.api.approvals.answer({ id: asked?.id ?? '', approved })
      await eventually(async () =>
        expect((await ola.api.approvals.list({})).approvals.map(({ id }) => id)).not.toContain(asked?.id),
      )
    }
    const posts = async () => (await sandboxControl(screen.house.sandboxUrl).posts('tailorbird_hq')).length
    await eventually(async () => expect(await posts()).toBe(1))
  })

  test('the command is found by what people call it, and steps can be repeated without a way back', async () => {
    await page.goto(`${screen.house.url}/flows/${flowId}`)
    await card('Post').click()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find a command or a node' }).fill('retry from here')
    await page.getByRole('option', { name: /Repeat these steps until/ }).click()
    await page.getByText('Repeat until until').first().waitFor()
    expect(await cards()).toBe(7)
  })

  test('what cannot be repeated is said in a sentence', async () => {
    await card('Start').click()
    await page.keyboard.press('r')
    const told = page.getByRole('dialog', { name: 'These steps cannot be repeated' })
    await told.getByText('"Start" starts the flow: it cannot be repeated.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await told.getByRole('button', { name: 'Understood' }).click()
    expect(screen.complaints).toEqual([])
  })
})
