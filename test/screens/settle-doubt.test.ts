import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { leaveInDoubt } from '../support/leave-in-doubt.ts'
import type { Person } from '../support/person.ts'
import { type SandboxControl, eventually, sandboxControl } from '../support/sandbox-control.ts'
import { axeFindings } from '../support/screen.ts'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { makeAnnouncements, putToWork, simpleGraph } from '../support/story.ts'

describe('a person says what became of a post', () => {
  let screen: ScreenStory
  let page: Page
  let ola: Person
  let sandbox: SandboxControl
  let tableId: string
  let title: string

  beforeAll(async () => {
    screen = await openScreenStory()
    ;({ page, ola } = screen)
    sandbox = sandboxControl(screen.house.sandboxUrl)
    tableId = (await makeAnnouncements(ola)).id
    await putToWork(ola, { name: 'Announces', graph: simpleGraph(tableId) })
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  beforeEach(async () => {
    await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '429', times: 1, resetSeconds: 3600 })
    title = `In doubt ${Date.now()}`
    await ola.api.records.create({ tableId, values: { title } })
    const run = await eventually(async () => {
      const [waiting] = (await ola.api.runs.list({ status: 'waiting' })).runs
      if (waiting?.park?.reason !== 'rate limit') throw new Error('The run is not parked yet.')
      return waiting
    })
    await leaveInDoubt(screen.house, ola, { runId: run.id, text: title })
  })

  const posted = async () => (await sandbox.posts('tailorbird_hq')).filter(({ text }) => text === title)

  /** From the list of what wants somebody to the step that does. */
  async function open() {
    await page.goto(`${screen.house.url}/attention`)
    await page.getByRole('main').getByRole('link').first().click()
    await page.getByText('Look at the account’s posts, then say what is true.').waitFor()
  }

  test('it is not there: it is sent again, once', async () => {
    await open()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'It was not: send again' }).click()
    await page.getByText('Succeeded').first().waitFor()
    expect(await posted()).toHaveLength(1)
  })

  test('it is there: the address is pasted, and nothing is sent', async () => {
    await open()
    await page
      .getByLabel('It is there: address or id of the post')
      .fill('https://x.com/tailorbird_hq/status/1234567890')
    await page.getByRole('button', { name: 'It was posted, go on' }).click()
    await page.getByText('Succeeded').first().waitFor()
    expect(await posted()).toHaveLength(0)
  })
})
