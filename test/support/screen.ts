import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildDesigner } from '../../scripts/build-designer.ts'
import { openBrowser } from './browser.ts'
import { type House, startHouse } from './house.ts'
import { root } from './program.ts'

/** A whole Tailorbird with a real browser in front of it. */
export interface Screen extends AsyncDisposable {
  house: House
  browser: Browser
  context: BrowserContext
  page: Page
  /** What the page has complained about in its console. */
  complaints: string[]
  /** After a test that failed: keeps a picture of the page, and says where. */
  keepIfFailed(task: { name: string; result?: { state: string } | undefined }): Promise<void>
  close(): Promise<void>
}

export interface ScreenOptions {
  /** Pixels. */
  width?: number
  height?: number
  env?: Record<string, string>
  databaseUrl?: string
}

export async function openScreen({
  width = 1280,
  height = 800,
  env,
  databaseUrl,
}: ScreenOptions = {}): Promise<Screen> {
  await buildDesigner(() => undefined)
  const house = await startHouse({ ...(env && { env }), ...(databaseUrl !== undefined && { databaseUrl }) })
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const close = async () => {
    await browser.close()
    await house.stop()
  }
  const keepIfFailed: Screen['keepIfFailed'] = async ({ name, result }) => {
    if (result?.state !== 'fail') return
    const path = join(root, 'node_modules', '.cache', 'screens', `${name.replaceAll(/\W+/g, '-').slice(0, 80)}.png`)
    await page.screenshot({ path })
    console.error(`The page as it stood: ${path}`)
  }
  return { house, browser, context, page, complaints, keepIfFailed, close, [Symbol.asyncDispose]: close }
}

/** What axe finds wrong with the page as it stands, in a line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so the page's own policy, which allows no foreign script, need not be loosened.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}
