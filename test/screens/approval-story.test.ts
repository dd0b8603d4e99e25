import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { graphOf, node, placed, putToWork } from '../support/story.ts'

const word = { pill: { node: 'start', path: ['input', 'word'] } }

/** Posts once per item, then asks before the last post. */
function announcingGraph() {
  const graph = graphOf(
    [
      node('start', 'start.manual', {
        inputs: { fixed: [{ key: 'word', label: 'Word', kind: 'text', required: true }] },
      }),
      node('each', 'logic.for-each', { items: { fixed: ['one', 'two'] } }),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { parts: [word, ' ', { pill: { node: 'each', path: ['item'] } }] },
      }),
      node('ask', 'logic.approval', {
        title: { fixed: 'May this be the last post?' },
        text: { parts: ['All said: ', word] },
        mayEdit: { fixed: true },
      }),
      node('last', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { pill: { node: 'ask', path: ['text'] } },
      }),
    ],
    ['start -> each', 'each each-> post', 'each -> ask', 'ask approved-> last'],
  )
  return placed(graph, [
    [0, 0],
    [0, 152],
    [-180, 320],
    [180, 320],
    [180, 480],
  ])
}

describe('an approval and a second run', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person
  let flowId: string

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    flowId = (await putToWork(ola, { name: 'Announce all', graph: announcingGraph() })).flow.id
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const posts = async () =>
    (await sandboxControl(screen.house.sandboxUrl).posts('tailorbird_hq')).map(({ text }) => text)

  test('a list that was written into the loop can be read on its card and in its form', async () => {
    await page.goto(`${screen.house.url}/flows/${flowId}`)
    await page.getByText('For each of one, two').first().waitFor()
    await page.locator('.react-flow__node[data-id="each"]').click()
    expect(await page.getByRole('textbox', { name: 'List' }).inputValue()).toBe('one\ntwo')
    expect(await axeFindings(page)).toEqual([])
  })

  test('started by hand with its input, it posts each item and waits for somebody to decide', async () => {
    await page.goto(`${screen.house.url}/flows/${flowId}`)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Word').fill('hello')
    await dialog.getByRole('button', { name: /Run/ }).click()
    await eventually(async () => expect((await posts()).toSorted()).toEqual(['hello one', 'hello two']))
    await eventually(async () => expect((await ola.api.approvals.list({})).open).toBe(1))
  })

  test('the page can be read and used at 390 pixels', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto(`${screen.house.url}/approvals`)
    await page.getByText('@tailorbird_hq').waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    expect(await axeFindings(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  test('the approver sees as whom it is posted and changes the text; one click only arms, Esc disarms, the second posts', async () => {
    await page.goto(`${screen.house.url}/approvals`)
    await page.getByText('May this be the last post?').waitFor()
    const post = page.getByRole('figure', { name: 'Preview of the post' })
    await post.getByText('@tailorbird_hq').waitFor()
    await post.getByText('production').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Text' }).fill('All said, and changed')
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    expect(await posts()).toHaveLength(2)
    await page.getByRole('button', { name: 'Approve and post in public as @tailorbird_hq?' }).click()
    await eventually(async () => expect(await posts()).toContain('All said, and changed'))
    await eventually(async () => expect((await ola.api.approvals.list({})).open).toBe(0))
  })

  test('run again, it posts nothing a second time', async () => {
    const [run] = (await ola.api.runs.list({ flowId })).runs
    await eventually(async () => expect((await ola.api.runs.get({ id: run?.id ?? '' })).run.status).toBe('succeeded'))
    await page.goto(`${screen.house.url}/runs/${run?.id}`)
    await page.getByRole('button', { name: /Run again/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('3 things were written already').waitFor()
    expect(await axeFindings(page)).toEqual([])
    const before = await posts()
    await dialog.getByRole('button', { name: 'Run again, posting nothing a second time' }).click()
    await page.waitForURL((url) => url.pathname !== `/runs/${run?.id}`)
    await eventually(async () => expect((await ola.api.approvals.list({})).open).toBe(1))
    const [asked] = (await ola.api.approvals.list({})).approvals
    await ola.api.approvals.answer({ id: asked?.id ?? '', approved: true })
    await eventually(async () => {
      const [again] = (await ola.api.runs.list({ flowId })).runs
      expect(again).toMatchObject({ status: 'succeeded', rerunOf: run?.id })
    })
    expect(await posts()).toEqual(before)
  })

  test('nothing complained in the console', () => {
    expect(screen.complaints).toEqual([])
  })
})
