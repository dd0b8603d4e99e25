import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { OWNER } from '../support/person.ts'
import { png } from '../support/png.ts'
import { type SandboxControl, eventually, sandboxControl } from '../support/sandbox-control.ts'
import { type Screen, axeFindings, openScreen } from '../support/screen.ts'

/** What people are promised: each way out of the consent window has its answer by then. Milliseconds. */
const AN_ANSWER_MS = 2_000

/** The whole way of a newcomer, each step on what the one before has left. */
describe('from an empty house to a post on the timeline', () => {
  let screen: Screen
  let page: Page
  let sandbox: SandboxControl

  beforeAll(async () => {
    screen = await openScreen()
    page = screen.page
    sandbox = sandboxControl(screen.house.sandboxUrl)
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const go = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
  const card = (label: string) =>
    page.getByRole('region', { name: 'Canvas' }).getByRole('group', { name: new RegExp(`^${label}\\.`) })
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  const edges = () => page.locator('.react-flow__edge').count()

  test('the one-time link makes the owner, who lands in a home that offers the first flow', async () => {
    await page.goto(screen.house.ownerLink ?? '')
    await page.getByLabel('Your name').fill(OWNER.name)
    await page.getByLabel('E-mail').fill(OWNER.email)
    await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password)
    await button('Create the account').click()
    await button('Build your first flow').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('the sandbox is set up with one click', async () => {
    await go('Connections')
    await button('Use the sandbox').click()
    await page.getByRole('region', { name: '1. X app' }).getByText('X sandbox').waitFor()
    expect(await button('Use the sandbox').count()).toBe(0)
  })

  /** Opens the consent window, does something in it, and returns how long the answer took. Milliseconds. */
  async function consentWindow(act: (popup: Page) => Promise<unknown>, answer: RegExp) {
    const [popup] = await Promise.all([page.waitForEvent('popup'), button('Go on in the sandbox').click()])
    await popup.getByRole('heading', { name: /wants to use an X account/ }).waitFor()
    await act(popup)
    const at = Date.now()
    await page.getByRole('dialog').getByText(answer).waitFor()
    return Date.now() - at
  }

  test('denying, closing the window and approving each get their own answer within two seconds', async () => {
    await button('Connect an account').click()
    expect(await axeFindings(page)).toEqual([])
    expect(
      await consentWindow((popup) => popup.getByRole('button', { name: 'Deny' }).click(), /did not allow/),
    ).toBeLessThan(AN_ANSWER_MS)
    await button('Try again').click()
    expect(await consentWindow((popup) => popup.close(), /window was closed/)).toBeLessThan(AN_ANSWER_MS)
    await button('Try again').click()
    const took = await consentWindow(async (popup) => {
      expect(await popup.getByText('Post, repost and delete posts for you').count()).toBe(1)
      await popup.getByRole('radio', { name: /@tailorbird_dev/ }).check()
      await popup.getByRole('button', { name: 'Approve' }).click()
    }, /@tailorbird_dev.* is connected/)
    expect(took).toBeLessThan(AN_ANSWER_MS)
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  })

  test('the connection shows who it is, and Test asks X', async () => {
    const connection = page.getByRole('group', { name: '@tailorbird_dev' })
    await connection.getByText('renews by itself').waitFor()
    const picture = connection.locator('img').first()
    await eventually(async () =>
      expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0),
    )
    await connection.getByRole('button', { name: 'Test' }).click()
    await connection.getByText('X knows this connection as @tailorbird_dev').waitFor()
  })

  test('a second account, and the aliases bound in both environments', async () => {
    await button('Connect an account').click()
    await consentWindow(async (popup) => {
      await popup.getByRole('radio', { name: /@tailorbird_hq/ }).check()
      await popup.getByRole('button', { name: 'Approve' }).click()
    }, /@tailorbird_hq.* is connected/)
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    await button(/^Create x_message and x_media/).click()
    for (const alias of ['x_message', 'x_media']) {
      await page.getByLabel(`${alias} in Development`).selectOption({ label: '@tailorbird_dev (sandbox)' })
      await page.getByLabel(`${alias} in Production`).selectOption({ label: '@tailorbird_hq (sandbox)' })
    }
    expect(await axeFindings(page)).toEqual([])
  })

  test('a table of announcements, and a record with a picture', async () => {
    await go('Tables')
    await button('Use “Announcements”').click()
    await button(/^(Create|Save)/).click()
    await button('Add a record').click()
    await page.getByLabel('Title').fill('The tailorbird has landed')
    await page.getByLabel('Body').fill('Stitch by stitch.')
    const folder = mkdtempSync(join(tmpdir(), 'tailorbird-screen-'))
    writeFileSync(join(folder, 'bird.png'), png({ width: 320, height: 200 }))
    writeFileSync(join(folder, 'fake.png'), 'only text')
    await page.locator('input[type=file]').setInputFiles(join(folder, 'fake.png'))
    await page
      .getByText(/fake\.png.*(not|no) /)
      .first()
      .waitFor()
    await page.locator('input[type=file]').setInputFiles(join(folder, 'bird.png'))
    await page.getByRole('img', { name: /bird\.png/ }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await button(/^(Create|Save|Add)/)
      .last()
      .click()
    await page.getByText('The tailorbird has landed').first().waitFor()
  })

  test('the flow is built by dragging, clicking and searching', async () => {
    await go('Flows')
    await button('Build your first flow').click()
    const dialog = page.getByRole('dialog')
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: /empty/i }).click()
    await page.waitForURL(/\/flows\/[0-9a-f-]+/)
    const canvas = page.getByRole('region', { name: 'Canvas' })
    await page
      .getByRole('listitem')
      .filter({ has: button('Add Record created') })
      .locator('[draggable=true]')
      .dragTo(canvas, { targetPosition: { x: 250, y: 80 } })
    await card('Record created').waitFor()
    await choose('Table', 'Announcements')
    await button('Add Look Up Attachments').click()
    await card('Look Up Attachments').waitFor()
    expect(await edges()).toBe(1)
    for (const [words, title] of [
      ['condition', 'If'],
      ['picture', 'Create Post'],
    ] as const) {
      await page.getByLabel('Find a node').fill(words)
      await button(`Add ${title}`).click()
      await card(title).waitFor()
    }
    await page.getByLabel('Find a node').fill('')
    expect(await edges()).toBe(3)
    expect(await axeFindings(page)).toEqual([])
  })

  test('undo takes back step by step, redo brings all of it again', async () => {
    await card('Create Post').click()
    for (let step = 0; step < 2; step++) await page.keyboard.press('Control+z')
    await eventually(async () => expect(await edges()).toBe(1))
    for (let step = 0; step < 2; step++) await page.keyboard.press('Control+Shift+z')
    await eventually(async () => expect(await edges()).toBe(3))
  })

  test('the inspector takes pills by picking, by dragging and by typing', async () => {
    await card('Look Up Attachments').click()
    await button('Data for Record').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Use Record', exact: true }).click()

    await card('If').click()
    await button(/Add (a )?rule/).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Use Publish', exact: true }).click()
    await choose('Comparison', 'is not')
    await choose('Value', 'No')
    await card('If').getByText('Publish is not No').waitFor()

    await card('Create Post').click()
    const data = page.getByRole('region', { name: 'Data' })
    const text = page.getByRole('textbox', { name: /^Text/ })
    await data.getByRole('button', { name: 'Use Title', exact: true }).dragTo(text)
    await text.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' says: {{not code}} $bod')
    await page.getByRole('option', { name: /Body/ }).waitFor()
    // The list takes no key in its first 75 ms, so that nobody chooses what has only just sprung up.
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    await eventually(async () => expect(await text.innerText()).toMatch(/Title.*says: \{\{not code\}\}.*Body/s))
    await button('Data for Media').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Use Files', exact: true }).click()
    await page.getByRole('tab', { name: /Problems/ }).click()
    await page
      .getByText(/no problems|nothing to mend|Everything/i)
      .first()
      .waitFor()
  })

  test('renaming a node keeps its pills', async () => {
    await card('Record created').click()
    const name = page.getByLabel('Name of the node')
    await name.fill('New announcement')
    await name.press('Enter')
    await card('New announcement').waitFor()
    await card('Create Post').click()
    const text = page.getByRole('textbox', { name: /^Text/ })
    await eventually(async () => expect(await text.innerText()).toContain('New announcement'))
  })

  test('a node is deleted with the keyboard, the wire heals, and undo brings it back', async () => {
    await card('If').click()
    await page.keyboard.press('Delete')
    await eventually(async () => expect(await card('If').count()).toBe(0))
    expect(await edges()).toBe(2)
    await page.keyboard.press('Control+z')
    await card('If').waitFor()
    expect(await edges()).toBe(3)
  })

  test('the draft is saved, and says so', async () => {
    await page.keyboard.press('Control+s')
    await page.getByText('Draft saved').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('a test runs it in development; the nodes light up and show what they did', async () => {
    await page.getByRole('tab', { name: 'Test' }).click()
    await button('Run test').click()
    await page
      .getByRole('region', { name: 'Run', exact: true })
      .getByText(/Succeeded|Done/)
      .first()
      .waitFor()
    await card('Create Post').click()
    await page.getByText('The tailorbird has landed').first().waitFor()
    const [post] = await sandbox.posts('tailorbird_dev')
    expect(post?.text).toContain('The tailorbird has landed says: {{not code}} Stitch by stitch.')
    expect(post?.media).toHaveLength(1)
    const timeline = await screen.context.newPage()
    await timeline.goto(`${screen.house.sandboxUrl}/@tailorbird_dev`)
    await timeline.getByText('The tailorbird has landed').first().waitFor()
    const image = timeline.locator('article img[src*="/media/"]').first()
    await eventually(async () =>
      expect(await image.evaluate((shown) => (shown as HTMLImageElement).naturalWidth)).toBe(320),
    )
    await timeline.close()
  })

  test('published and enabled in production, a new record posts by itself as the production account', async () => {
    await button('Publish').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Production').click()
    await dialog.getByText('@tailorbird_hq').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Publish and go LIVE' }).click()
    await eventually(async () => expect(await dialog.count()).toBe(0))
    await go('Tables')
    await page.getByRole('link', { name: /Announcements/ }).click()
    await button(/Add a record/).click()
    await page.getByLabel('Title').fill('Now for everybody')
    await page.getByLabel('Body').fill('Live.')
    await button(/^(Create|Save|Add)/)
      .last()
      .click()
    const [post] = await eventually(async () => {
      const posts = await sandbox.posts('tailorbird_hq')
      expect(posts).toHaveLength(1)
      return posts
    })
    expect(post?.text).toBe('Now for everybody says: {{not code}} Live.')
  })

  test('the history lists the run, and opens it on the canvas', async () => {
    await go('Runs')
    await page
      .getByRole('list', { name: 'Runs' })
      .getByRole('button', { name: /production/ })
      .click()
    await page.waitForURL(/\/runs\/[0-9a-f-]+/)
    await card('Create Post').click()
    await page.getByText('Now for everybody').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('nothing went wrong in the console on the way', () => {
    expect(screen.complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([])
  })
})
