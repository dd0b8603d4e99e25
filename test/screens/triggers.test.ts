import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

const daily = { every: 'day', at: '09:00', timeZone: 'Europe/Oslo' }

describe('triggers, seen and changed in the browser', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const panel = () => page.getByRole('complementary', { name: 'Details' })

  /** The trigger, and below it a node that is happy with nothing. */
  function withTrigger(trigger: ReturnType<typeof node>) {
    const stop = { ...node('stop', 'logic.stop', { outcome: { fixed: 'success' } }), position: { x: 0, y: 160 } }
    return graphOf([trigger, stop], ['start -> stop'])
  }

  const select = () => page.getByRole('group', { name: /^start\./ }).click()

  async function openDraft(name: string, trigger: ReturnType<typeof node>) {
    const { id } = await ola.api.flows.create({ name, draft: withTrigger(trigger) })
    await page.goto(`${screen.house.url}/flows/${id}`)
    await select()
  }

  test('a webhook tells its addresses, makes a secret once, and takes a sample from a test call', async () => {
    await openDraft('Hooked', node('start', 'start.webhook', { secretHeader: { fixed: 'header' } }))
    await panel().getByText('There is no secret yet: every call is refused.').waitFor()
    await panel().getByRole('button', { name: 'Make a secret' }).click()
    await panel().getByText('Copy the secret now; it is not shown again.').waitFor()
    const secret = await panel().getByRole('status').or(panel().locator('code')).last().innerText()
    expect(secret.length).toBeGreaterThan(20)
    expect(await axeFindings(page)).toEqual([])

    await panel().getByRole('button', { name: 'Listen for a test call' }).click()
    await panel().getByText('Call the address for trying now…').waitFor()
    const address = (await panel().locator('code', { hasText: '/test' }).innerText()).replace('POST ', '')
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tailorbird-secret': secret },
      body: JSON.stringify({ title: 'From outside' }),
    })
    expect(answer.status).toBe(202)
    await panel().getByRole('button', { name: 'Use it as sample' }).click()
    await panel().getByRole('button', { name: 'Listen for a test call' }).waitFor()
  })

  test('a new secret takes a second click, because the old one stops working', async () => {
    await page.reload()
    await select()
    await panel().getByText('A secret is set.').waitFor()
    await panel().getByRole('button', { name: 'Make a new secret' }).click()
    await panel().getByRole('button', { name: 'The old one stops working: really?' }).click()
    await panel().getByText('Copy the secret now').waitFor()
    expect(await panel().getByRole('button', { name: 'Make a new secret' }).count()).toBe(1)
  })

  test('a schedule asks what its rhythm needs, and tells the next times', async () => {
    await openDraft('Planned', node('start', 'start.schedule', { schedule: { fixed: daily } }))
    const choose = async (rhythm: string) => {
      await panel().getByRole('combobox', { name: 'How often' }).click()
      await page.getByRole('option', { name: rhythm, exact: true }).click()
    }
    await panel().getByText('Next times there').waitFor()
    await panel().getByRole('listitem').filter({ hasText: '9:00' }).nth(4).waitFor()
    await choose('Every few hours')
    await panel().getByLabel('Hours in between, counted from midnight').fill('6')
    await panel().getByRole('listitem').filter({ hasText: '6:00' }).first().waitFor()
    await choose('Every month')
    await panel().getByLabel('On the last day of the month').check()
    await panel()
      .getByRole('listitem')
      .filter({ hasText: /31|30|28|29/ })
      .first()
      .waitFor()
    await choose('Once')
    await panel().getByLabel('On', { exact: true }).fill('2030-05-17T10:30')
    await panel().getByRole('listitem').filter({ hasText: '2030' }).waitFor()
    await choose('Again and again from a day on')
    await panel().getByRole('spinbutton', { name: 'Every' }).fill('2')
    await panel().getByLabel('Counted from').fill('2030-05-17T10:30')
    await panel().getByRole('listitem').filter({ hasText: 'May 19, 2030' }).waitFor()
    await choose('Cron expression')
    await panel().getByLabel('Minute, hour, day, month, weekday').fill('61 * * * *')
    await panel().getByText('The schedule "61 * * * *" cannot be read').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  test('the place where a trigger stands is shown and moved, and what is no place is said', async () => {
    const graph = withTrigger(node('start', 'start.schedule', { schedule: { fixed: daily } }))
    await putToWork(ola, { name: 'Daily', graph })
    await page.goto(`${screen.house.url}/triggers`)
    await page.getByRole('button', { name: 'How far it has looked' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Time' }).fill('yesterday')
    await dialog.getByRole('button', { name: 'Go on from there' }).click()
    await dialog.getByRole('alert').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('textbox', { name: 'Time' }).fill('2026-11-20T09:00:00Z')
    await dialog.getByRole('button', { name: 'Go on from there' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Pause start' }).click()
    await page.getByRole('button', { name: 'Resume start' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
  })
})
