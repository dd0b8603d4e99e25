import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { eventually, sandboxControl } from '../support/sandbox-control.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { announcementGraph, graphOf, letAllPost, makeAnnouncements, node } from '../support/story.ts'

describe('the canvas', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person
  let tableId: string
  let flowId: string

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    tableId = (await makeAnnouncements(ola)).id
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  /** Each test on a flow of its own, tidy from top to bottom. */
  beforeEach(async () => {
    const graph = announcementGraph(tableId)
    graph.nodes.forEach((each, index) => (each.position = { x: 0, y: index * 152 }))
    flowId = (await ola.api.flows.create({ name: 'On the canvas', draft: graph })).id
    await page.goto(`${screen.house.url}/flows/${flowId}`)
    await card('post').waitFor()
  })

  const canvas = () => page.getByRole('region', { name: 'Canvas' })
  const card = (label: string) => canvas().getByRole('group', { name: new RegExp(`^${label}\\.`) })
  const cards = () => page.locator('.react-flow__node').count()
  const edges = () => page.locator('.react-flow__edge').count()
  const counts = (nodes: number, wires: number) =>
    eventually(async () => expect([await cards(), await edges()]).toEqual([nodes, wires]))

  test('copies and pastes nodes with their wires and pills, and undoes it in one step', async () => {
    await card('post').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await counts(8, 6)
    await page.keyboard.press('Control+z')
    await counts(4, 3)
  })

  test('pastes into another flow in another tab', async () => {
    await screen.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await card('if').click()
    await page.keyboard.press('Control+c')
    const other = await screen.context.newPage()
    const empty = await ola.api.flows.create({ name: 'Other' })
    await other.goto(`${screen.house.url}/flows/${empty.id}`)
    await other.getByRole('region', { name: 'Canvas' }).click({ position: { x: 20, y: 400 } })
    await other.keyboard.press('Control+v')
    await eventually(async () => expect(await other.locator('.react-flow__node').count()).toBe(1))
    await other.close({ runBeforeUnload: false })
  })

  test('inserts a node on an edge, and takes one out again so that the wire heals', async () => {
    const [above, below] = [await card('files').boundingBox(), await card('if').boundingBox()]
    if (!above || !below) throw new Error('no cards')
    const [x, y] = [above.x + above.width / 2, (above.y + above.height + below.y) / 2]
    await page.mouse.move(x, y, { steps: 3 })
    await page.mouse.click(x, y)
    await page.keyboard.type('If')
    await page.keyboard.press('Enter')
    await counts(5, 4)
    await page.keyboard.press('Delete')
    await counts(4, 3)
  })

  test('a wire dropped on empty canvas asks what to add, and connects it', async () => {
    const handle = card('post').locator('.react-flow__handle.source').first()
    const box = await handle.boundingBox()
    if (!box) throw new Error('no handle')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x - 60, box.y + 60, { steps: 8 })
    await page.mouse.up()
    await page.keyboard.type('Create Post')
    await page.keyboard.press('Enter')
    await counts(5, 4)
  })

  test('connects, renames and walks with the keyboard alone', async () => {
    await card('files').click()
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Find a node').fill('post')
    await page.keyboard.press('Enter')
    await counts(4, 4)
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Pictures')
    await page.keyboard.press('Enter')
    await card('Pictures').waitFor()
    await page.keyboard.press('ArrowDown')
    await eventually(async () => expect(await page.getByLabel('Name of the node').inputValue()).toBe('if'))
  })

  test('tidies up, and shows everything', async () => {
    const before = await card('if').boundingBox()
    await page.getByRole('button', { name: 'Tidy up' }).click()
    await page.getByRole('button', { name: 'Zoom to fit' }).click()
    await counts(4, 3)
    expect(before).not.toBeNull()
    await page.keyboard.press('Control+z')
    // The tooltip of the button that was pressed last is still fading away.
    await page.mouse.move(1, 1)
    await eventually(async () => expect(await axeFindings(page)).toEqual([]))
  })

  test('the shortcuts are listed, from the same commands that bind them', async () => {
    await card('if').click()
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog')
    await sheet.getByText('Tidy up').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('two people save the same draft: the second sees both sides and loses nothing', async () => {
    await card('if').click()
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Mine')
    await page.keyboard.press('Enter')
    const flow = await ola.api.flows.get({ id: flowId })
    const theirs = {
      ...flow.draft,
      nodes: flow.draft.nodes.map((each) => (each.id === 'post' ? { ...each, label: 'Theirs' } : each)),
    }
    await ola.api.flows.saveDraft({ id: flowId, draft: theirs, revision: flow.revision })
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: 'Somebody else saved this flow' })
    await dialog.getByRole('region', { name: 'You changed' }).getByText('Mine').waitFor()
    await dialog.getByText('Theirs').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: /Take theirs/ }).click()
    await card('Theirs').waitFor()
    await page.keyboard.press('Control+z')
    await card('Mine').waitFor()
  })

  test('problems are listed, and lead to the field where they can be mended', async () => {
    await card('start').click()
    await page.keyboard.press('Delete')
    await page.getByRole('tab', { name: /Problems/ }).click()
    const panel = page.getByRole('tabpanel', { name: /Problems/ })
    await panel.getByText('Nothing starts this flow').waitFor()
    await panel
      .getByRole('button')
      .filter({ hasText: /deleted|pill/ })
      .first()
      .click()
    await page
      .getByRole('tabpanel', { name: 'Node' })
      .getByText(/comes from a node that has been deleted/)
      .first()
      .waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('a schedule shows its next five times and wants a time zone', async () => {
    const graph = graphOf([node('start', 'start.schedule', {})], [])
    const flow = await ola.api.flows.create({ name: 'Clock', draft: graph })
    await page.goto(`${screen.house.url}/flows/${flow.id}`)
    await card('start').click()
    const panel = page.getByRole('tabpanel', { name: 'Node' })
    await panel.getByRole('combobox', { name: 'How often' }).click()
    await page.getByRole('option', { name: /day/i }).first().click()
    await panel.getByRole('combobox', { name: /Time zone/ }).click()
    await page.keyboard.type('Vienna')
    await page.getByRole('option', { name: /Vienna/ }).click()
    await eventually(async () => expect(await panel.getByRole('list').last().getByRole('listitem').count()).toBe(5))
    expect(await axeFindings(page)).toEqual([])
  })

  test('a single step is tested by a key, alone', async () => {
    const say = node('say', 'data.set-values', {
      values: { fixed: [{ key: 'word', kind: 'text', value: { fixed: 'hello' } }] },
    })
    const after = { ...node('after', 'data.set-values', say.params), position: { x: 0, y: 320 } }
    const draft = graphOf(
      [node('start', 'start.manual', {}), { ...say, position: { x: 0, y: 160 } }, after],
      ['start -> say', 'say -> after'],
    )
    const { id } = await ola.api.flows.create({ name: 'Parts', draft })
    await page.goto(`${screen.house.url}/flows/${id}`)
    await card('say').click()
    await page.keyboard.press('t')
    const dialog = page.getByRole('dialog', { name: 'Test “say”' })
    await dialog.getByText('This node runs alone').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Test this step' }).click()
    await dialog.waitFor({ state: 'detached' })
    await eventually(async () => {
      const [run] = (await ola.api.runs.list({ flowId: id })).runs
      const { steps } = await ola.api.runs.get({ id: run?.id ?? '' })
      expect(steps.find(({ nodeId }) => nodeId === 'say')).toMatchObject({ status: 'succeeded' })
      expect(steps.find(({ nodeId }) => nodeId === 'after')?.status).not.toBe('succeeded')
    })
  })

  test('a run lights up live and can be stopped', async () => {
    const sandbox = sandboxControl(screen.house.sandboxUrl)
    await ola.api.records.create({ tableId, values: { title: `Stop me ${Date.now()}` } })
    await page.reload()
    await page.getByRole('tab', { name: 'Test' }).click()
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '429', times: 1, resetSeconds: 600 })
    await page.getByRole('button', { name: 'Run test' }).click()
    await card('post')
      .getByText(/in \d+ min|wait/i)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page
      .getByRole('region', { name: 'Run', exact: true })
      .getByText(/Stopped|Cancelled/)
      .first()
      .waitFor()
    expect(await axeFindings(page)).toEqual([])
    await letAllPost(ola)
  })

  test('works in the dark, and can be read on a phone', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    // Colours take a moment to change; half-way they have less contrast.
    await eventually(async () => expect(await axeFindings(page)).toEqual([]))
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await page.getByText('post').first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await axeFindings(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  test('a large flow from far away is drawn with the frames around what its loops repeat', async () => {
    const body = Array.from({ length: 4 }, (_, row) => node(`in${row}`, 'data.set-values', {}))
    const rest = Array.from({ length: 160 }, (_, row) => node(`out${row}`, 'data.set-values', {}))
    const large = graphOf(
      [
        node('start', 'start.manual', {}),
        node('each', 'logic.for-each', { items: { fixed: ['a'] } }),
        ...body,
        ...rest,
      ],
      ['start -> each', 'each each-> in0', 'in0 -> in1', 'in1 -> in2', 'in2 -> in3', 'each -> out0'],
    )
    body.forEach((each, row) => (each.position = { x: 0, y: 400 + row * 304 }))
    rest.forEach((each, place) => (each.position = { x: 800 + (place % 16) * 320, y: Math.floor(place / 16) * 152 }))
    const { id } = await ola.api.flows.create({ name: 'Large', draft: large })
    await page.goto(`${screen.house.url}/flows/${id}`)
    await page.locator('[data-far] canvas').first().waitFor()
    /** How much is painted at a place of the flow: nothing on bare paper, a shade inside a frame. */
    const paintedAt = (x: number, y: number) =>
      page.evaluate(
        ([left = 0, top = 0]) => {
          const paper = [...document.querySelectorAll('canvas')].find(({ width }) => width > 300)
          const viewport = document.querySelector('.react-flow__viewport')
          const pen = paper?.getContext('2d')
          if (!viewport || !pen) return undefined
          const { a, e, f } = new DOMMatrix(getComputedStyle(viewport).transform)
          const ratio = window.devicePixelRatio
          return pen.getImageData((left * a + e) * ratio, (top * a + f) * ratio, 1, 1).data[3]
        },
        [x, y],
      )
    // Between the second and the third card of the body, aside of the thread; and as far to the left outside.
    await eventually(async () => expect(await paintedAt(20, 400 + 304 + 200)).toBeGreaterThan(0))
    expect(await paintedAt(-120, 400 + 304 + 200)).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })
})
