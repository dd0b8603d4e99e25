import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ScreenStory, openScreenStory } from '../support/screen-story.ts'
import { makeAnnouncements, simpleGraph } from '../support/story.ts'

let screen: ScreenStory

beforeAll(async () => {
  screen = await openScreenStory()
})
afterAll(() => screen?.close())

test('the editor comes with at most 300 kB in 40 requests, all that is on the wire counted', async () => {
  const { house, ola, browser } = screen
  const draft = simpleGraph((await makeAnnouncements(ola)).id)
  const { id } = await ola.api.flows.create({ name: 'Small', draft })

  const context = await browser.newContext({ storageState: await screen.context.storageState() })
  const fresh = await context.newPage()
  const session = await context.newCDPSession(fresh)
  await session.send('Network.enable')
  const addresses = new Map<string, string>()
  const sizes: { bytes: number; of: string }[] = []
  session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, request.url))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength: bytes }) =>
    sizes.push({ bytes, of: new URL(addresses.get(requestId) ?? 'http://unknown').pathname }),
  )
  await fresh.goto(`${house.url}/flows/${id}`)
  await fresh.locator('.react-flow__node').first().waitFor()
  await fresh.waitForLoadState('networkidle')
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  const largest = sizes.toSorted((a, b) => b.bytes - a.bytes).slice(0, 12)
  expect({ total, largest, isLight: total < 300_000 }).toMatchObject({ isLight: true })
  expect(sizes.length).toBeLessThanOrEqual(40)
})
