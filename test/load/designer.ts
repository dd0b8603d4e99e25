// Measures the designer in a real browser; never judges. `npm run bench:designer` prints the figures.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { openEmbeddedPostgres } from '@tailorbird/db/embedded/open-embedded-postgres'
import type { Page } from 'playwright-core'
import { enter } from '../support/enter.ts'
import { signUp } from '../support/person.ts'
import { type Screen, openScreen } from '../support/screen.ts'
import { setUpX, makeAnnouncements } from '../support/story.ts'

const NODES = 1000
const ROUNDS = 5

const folder = mkdtempSync(join(tmpdir(), 'tailorbird-bench-'))
const postgres = await openEmbeddedPostgres({ folder })
const screen = await openScreen({ databaseUrl: postgres.url })
try {
  const ola = await signUp(screen.house.url, screen.house.ownerLink)
  await setUpX(ola)
  const { id: tableId } = await makeAnnouncements(ola)
  const small = await ola.api.flows.create({ name: 'Small', draft: chain(4, tableId) })
  const large = await ola.api.flows.create({ name: 'Large', draft: chain(NODES, tableId) })
  await enter(screen.page, screen.house.url)

  const loads = []
  for (let round = 0; round < ROUNDS; round++) loads.push(await firstLoad(screen, `/flows/${small.id}`))
  console.log(
    `first load of the editor: ${kB(loads[0]?.bytes)} compressed, ${loads[0]?.requests} requests, first node shown after ${median(loads.map(({ ready }) => ready)).toFixed(0)} ms (median of ${ROUNDS})`,
  )
  const opens = []
  for (let round = 0; round < ROUNDS; round++) opens.push(await firstLoad(screen, `/flows/${large.id}`))
  console.log(
    `a flow of ${NODES} nodes: shown after ${median(opens.map(({ ready }) => ready)).toFixed(0)} ms (median of ${ROUNDS})`,
  )
  await measurePans()
} finally {
  await screen.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measurePans() {
  const { page } = screen
  const zoomed = await pan(page)
  console.log(
    `panning with part of it visible: median ${median(zoomed).toFixed(1)} ms a frame, worst of twenty ${percentile(zoomed, 0.95).toFixed(1)} ms (${zoomed.length} frames)`,
  )
  await page.getByRole('button', { name: 'Zoom to fit' }).click()
  await page.waitForTimeout(1000)
  const all = await pan(page)
  console.log(
    `panning with all of it visible: median ${median(all).toFixed(1)} ms a frame, worst of twenty ${percentile(all, 0.95).toFixed(1)} ms (${all.length} frames)`,
  )
}

/** Loads a page in a fresh context with an empty cache, and waits until a node of the flow can be seen. */
async function firstLoad({ context, house: { url } }: Screen, path: string) {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  let bytes = 0
  let requests = 0
  session.on('Network.requestWillBeSent', () => requests++)
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  const started = performance.now()
  await page.goto(url + path, { waitUntil: 'commit' })
  await page.locator('.react-flow__node, canvas[aria-hidden]').first().waitFor({ state: 'attached' })
  const ready = performance.now() - started
  await page.waitForLoadState('networkidle')
  await screen.page.goto(url + path)
  await screen.page.locator('.react-flow__node, canvas[aria-hidden]').first().waitFor({ state: 'attached' })
  await page.close()
  return { bytes, requests, ready }
}

/** Drags the canvas about for three seconds and returns the time between frames. Milliseconds. */
async function pan(page: Page): Promise<number[]> {
  const box = await page.getByRole('region', { name: 'Canvas' }).boundingBox()
  if (!box) throw new Error('There is no canvas.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.evaluate(() => {
    const frames: number[] = []
    Object.assign(globalThis, { frames })
    let last = performance.now()
    const tick = (now: number) => {
      frames.push(now - last)
      last = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await page.mouse.move(x, y)
  await page.mouse.down({ button: 'middle' })
  const end = performance.now() + 3000
  for (let step = 0; performance.now() < end; step++)
    await page.mouse.move(x + Math.sin(step / 12) * 180, y + Math.cos(step / 9) * 140)
  await page.mouse.up({ button: 'middle' })
  return page.evaluate(() => (globalThis as unknown as { frames: number[] }).frames.slice(5))
}

function chain(size: number, tableId: string): Graph {
  const columns = Math.ceil(Math.sqrt(size))
  const nodes: Graph['nodes'] = Array.from({ length: size }, (_, index) => ({
    id: `n${index}`,
    type: index === 0 ? 'records.created' : index % 3 === 0 ? 'logic.if' : 'x.create-post',
    label: `Node ${index}`,
    position: { x: (index % columns) * 320, y: Math.floor(index / columns) * 160 },
    params: paramsOf(index, tableId),
  }))
  const edges = nodes.slice(1).map((_, index) => ({
    id: `e${index}`,
    from: `n${index}`,
    port: nodes[index]?.type === 'logic.if' ? 'yes' : 'out',
    to: `n${index + 1}`,
  }))
  return { format: 'tailorbird.flow/2', nodes, edges }
}

function paramsOf(index: number, tableId: string): Graph['nodes'][number]['params'] {
  if (index === 0) return { table: { fixed: tableId } }
  return index % 3 === 0 ? {} : { account: { fixed: 'x_message' }, text: { fixed: `Post number ${index}` } }
}

function percentile(values: number[], share: number) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
}
function median(values: number[]) {
  return percentile(values, 0.5)
}
function kB(bytes = 0) {
  return `${(bytes / 1000).toFixed(0)} kB`
}
