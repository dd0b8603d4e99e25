import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { graphOf, node, placed, putToWork } from '../support/story.ts'

const NAMES = { key: 'names', label: 'Names', kind: 'any', required: true }
const pill = (from: string, ...path: string[]) => ({ pill: { node: from, path } })

/** Started by hand -> for each name some code, which fails for Bob -> somebody approves -> a post. */
const looped = () =>
  graphOf(
    [
      node('start', 'start.manual', { inputs: { fixed: [NAMES] } }),
      node('each', 'logic.for-each', {
        items: pill('start', 'input', 'names'),
        onFailure: { fixed: 'continue' },
      }),
      node('code', 'data.code', {
        input: { fixed: [{ key: 'name', kind: 'any', value: pill('each', 'item') }] },
        code: { fixed: 'if (input.name === "Bob") throw new Error("No Bob"); return input.name' },
      }),
      node('approval', 'logic.approval', {
        title: { fixed: 'May this be posted?' },
        text: { parts: ['Turns: ', pill('each', 'count')] },
        mayEdit: { fixed: true },
      }),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { parts: [pill('approval', 'text')] },
      }),
    ],
    ['start -> each', 'each each-> code', 'each -> approval', 'approval approved-> post'],
  )

const PLACES = [
  [0, 0],
  [0, 152],
  [-200, 360],
  [200, 360],
  [200, 512],
] as const

describe('a loop on the canvas and in its run', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person
  let flowId: string

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    flowId = (await putToWork(ola, { name: 'Looped', graph: placed(looped(), PLACES) })).flow.id
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  test('a frame holds what the loop repeats, and the flow is started with what it asks for', async () => {
    await page.goto(`${screen.house.url}/flows/${flowId}`)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.reload()
      await page.getByText('For each of Names').last().waitFor()
      expect(await axeFindings(page)).toEqual([])
    }
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('textbox', { name: 'Names' }).fill('["Ada","Bob","Cy"]')
    await page.getByRole('button', { name: 'Run LIVE' }).click()
    await page.waitForURL(/\/runs\//)
    await page.getByText('Waits for approval').first().waitFor()
  })

  test('the run is read turn by turn, and leads to what waits', async () => {
    await page.locator('.react-flow__node[data-id="code"]').click()
    const turns = page.getByRole('group', { name: 'Turns of each' })
    await turns.getByText('Turn 2 of 3').waitFor()
    await turns.getByText('2 done, 1 failed').waitFor()
    await turns.getByRole('button', { name: 'Next turn' }).click()
    await turns.getByText('Turn 3 of 3').waitFor()
    await turns.getByRole('button', { name: 'First that failed' }).click()
    await page.getByText(/No Bob/).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.locator('.react-flow__node[data-id="approval"]').click()
    await page.getByRole('link', { name: 'Decide' }).click()
    await page.getByRole('article', { name: 'May this be posted?' }).getByText('Turns: 3').first().waitFor()
  })

  test('nothing complained in the console', () => {
    expect(screen.complaints).toEqual([])
  })
})
