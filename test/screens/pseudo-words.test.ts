import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { OWNER, type Person, signUp } from '../support/person.ts'
import { escaped, overflowing, plainEnglish } from '../support/plain-english.ts'
import { eventually } from '../support/sandbox-control.ts'
import { type Screen, openScreen } from '../support/screen.ts'
import { enter } from '../support/enter.ts'
import { graphOf, makeAnnouncements, node, putToWork, setUpX } from '../support/story.ts'

/** Fails for a reason that has a sentence, a value and a next step. */
const REACHES_INSIDE = graphOf(
  [
    node('start', 'start.manual', {}),
    node('call', 'data.http-request', { method: { fixed: 'GET' }, url: { fixed: 'http://127.0.0.1:9/' } }),
  ],
  ['start -> call'],
)

/** A post without text, and a way out that leads to a node that is not connected any further back. */
const WRONG = graphOf(
  [
    node('start', 'start.manual', {}),
    node('post', 'x.create-post', { account: { fixed: 'x_gone' }, text: { fixed: 'a'.repeat(300) } }),
    node('alone', 'logic.wait', { mode: { fixed: 'length' }, length: { fixed: -5 } }),
  ],
  ['start -> post'],
)

describe('no sentence about a problem, a refusal or a failure escapes the words rooms', () => {
  let screen: Screen
  let page: Page
  let ola: Person

  beforeAll(async () => {
    screen = await openScreen({ env: { TAILORBIRD_WORDS: 'pseudo' } })
    ;({ page } = screen)
    await screen.context.addInitScript(() => localStorage.setItem('tailorbird-words', 'pseudo'))
    ola = await signUp(screen.house.url, screen.house.ownerLink)
    await setUpX(ola)
  })
  afterAll(() => screen?.close())
  afterEach(({ task }) => screen.keepIfFailed(task))

  const open = (path: string) => page.goto(screen.house.url + path)

  test('the refused sign-in', async () => {
    await open('/sign-in')
    await page.getByLabel('E-mail').fill(OWNER.email)
    await page.getByRole('textbox', { name: 'Password' }).fill('this is not it')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await escaped(page.getByRole('alert'))).toEqual([])
    expect(await overflowing(page)).toEqual([])
    await enter(page, screen.house.url)
  })

  test('the problems of a flow: of the server, of the browser, under their fields, and in the way of publishing', async () => {
    const { id } = await ola.api.flows.create({ name: 'Wrong', draft: WRONG })
    await open(`/flows/${id}`)
    await page.getByRole('tab', { name: /^Problems/ }).click()
    const problems = page.getByRole('list', { name: 'Problems' }).getByRole('listitem')
    expect(await escaped(problems.locator('span'))).toEqual([])
    expect(await problems.count()).toBeGreaterThan(2)

    // A change makes the browser look for itself.
    await page.locator('.react-flow__node').filter({ hasText: 'alone' }).click()
    await page.keyboard.press('Delete')
    await page.getByRole('tab', { name: /^Problems/ }).click()
    await eventually(async () => expect(await problems.filter({ hasText: 'alone' }).count()).toBe(0))
    expect(await escaped(problems.locator('span'))).toEqual([])
    await problems.first().getByRole('button').click()
    expect(await escaped(page.locator('p[class*="problem"]'))).toEqual([])
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    const dialog = page.getByRole('dialog')
    expect(
      await escaped(dialog.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Show' }) })),
    ).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('a refusal as a toast', async () => {
    const { id } = await ola.api.flows.create({ name: 'Short-lived', draft: REACHES_INSIDE })
    await open(`/flows/${id}`)
    await page.locator('.react-flow__node').first().waitFor()
    await ola.api.flows.remove({ id })
    await page.getByLabel('Name of the flow').fill('Other')
    await page.keyboard.press('Enter')
    expect(await escaped(page.getByRole('alert'))).toEqual([])
  })

  test('a run that has failed, the list of runs and what wants somebody', async () => {
    const { flow } = await putToWork(ola, { name: 'Reaches inside', graph: REACHES_INSIDE })
    const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: {} })
    const failure = await eventually(async () => {
      const { run } = await ola.api.runs.get({ id })
      if (!run.failure) throw new Error(`It is ${run.status}.`)
      return run.failure
    })
    expect(failure).toMatchObject({ code: 'http.inside', values: { host: '127.0.0.1' } })
    expect(plainEnglish(`${failure.message} ${failure.hint}`)).toEqual([])

    await open(`/runs/${id}`)
    await page.locator('.react-flow__node').filter({ hasText: 'call' }).click()
    await page.getByRole('tab', { name: 'Error' }).click()
    expect(await escaped(page.getByRole('alert'))).toEqual([])
    expect(await overflowing(page)).toEqual([])
    await open('/attention')
    expect(
      await escaped(page.getByRole('listitem').filter({ hasText: 'Reaches inside' }).locator('p[class*="quiet"]')),
    ).toEqual([])
    expect(await overflowing(page)).toEqual([])
  })

  test('a record and a file that are refused', async () => {
    const table = await makeAnnouncements(ola)
    await open(`/tables/${table.id}/records/new`)
    await page.getByLabel('Title').waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('only text') })
    expect(await escaped(page.getByRole('alert'))).toEqual([])
    await page.getByRole('button', { name: 'Remove fake.png' }).click()
    await page.getByRole('button', { name: /Create|Save/ }).click()
    expect(await escaped(page.getByRole('alert'))).toEqual([])
    expect(await escaped(page.locator('.mantine-InputWrapper-error'))).toEqual([])
    expect(await overflowing(page)).toEqual([])
  })

  test('the server when it is silent', async () => {
    await open('/tables')
    await page.getByRole('heading', { name: 'Tables' }).first().waitFor()
    await screen.house.kill9()
    await page.getByRole('link', { name: 'Runs' }).first().click()
    expect(await escaped(page.getByRole('alert'))).toEqual([])
  })
})
