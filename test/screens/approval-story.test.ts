import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { enter } from '../support/enter.ts'
import { type Person, signUp } from '../support/person.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { type Screen, axeFindings, openScreen } from '../support/screen.ts'
import { graphOf, node, putToWork, setUpX } from '../support/story.ts'

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
  const places = [
    [0, 0],
    [0, 152],
    [-180, 320],
    [180, 320],
    [180, 480],
  ] as const
  graph.nodes.forEach((each, index) => {
    const [x, y] = places[index] ?? [0, 0]
    each.position = { x, y }
  })
  return graph
}

describe('a loop, an approval and a second run', () => {
  let screen: Screen
  let page: Page
  let ola: Person
  let flowId: string

  beforeAll(async () => {
    screen = await openScreen()
    page = screen.page
    ola = await signUp(screen.house.url, screen.house.ownerLink)
    await setUpX(ola)
    flowId = (await putToWork(ola, { name: 'Announce all', graph: announcingGraph() })).flow.id
    await enter(page, screen.house.url)
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const posts = async () =>
    (await sandboxControl(screen.house.sandboxUrl).posts('tailorbird_hq')).map(({ text }) => text)

  test('the loop is framed on the canvas, in light and in dark, and axe finds nothing', async () => {
    await page.goto(`${screen.house.url}/flows/${flowId}`)
    await page.getByText('For each of 2 items').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await page.getByText('For each of 2 items').first().waitFor()
    await page.waitForTimeout(500)
    expect(await axeFindings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
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

  test('the approver changes the text; one click only arms, Esc disarms, the second posts', async () => {
    await page.goto(`${screen.house.url}/approvals`)
    await page.getByText('May this be the last post?').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Text' }).fill('All said, and changed')
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    expect(await posts()).toHaveLength(2)
    await page.getByRole('button', { name: /Approve and post in public/ }).click()
    await eventually(async () => expect(await posts()).toContain('All said, and changed'))
    await eventually(async () => expect((await ola.api.approvals.list({})).open).toBe(0))
  })

  test('the page can be read and used at 390 pixels', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto(`${screen.house.url}/approvals`)
    await page.getByRole('heading', { name: 'Approvals' }).waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    expect(await axeFindings(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  test('the run is shown turn by turn, and run again it posts nothing a second time', async () => {
    const [run] = (await ola.api.runs.list({ flowId })).runs
    await eventually(async () => expect((await ola.api.runs.get({ id: run?.id ?? '' })).run.status).toBe('succeeded'))
    await page.goto(`${screen.house.url}/runs/${run?.id}`)
    await page.getByText('Turn 2 of 2').first().waitFor()
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
