import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, LaunchOptions } from 'playwright-core'
import { packedBrowser } from './packed-browser.ts'

/** Not those of @sparticuz/chromium: they turn off web security and put everything into one process. */
const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-sync', '--disable-quic', '--no-first-run'],
]

/**
 * Opens a real Chromium: CHROME_PATH, else the one that npm brought (Linux on x64), else an installed one, else
 * Playwright's. Throws, with what was tried, if there is none: a screen test is never skipped in silence.
 */
export async function openBrowser(): Promise<Browser> {
  const refusals: string[] = []
  for (const [name, options] of await candidates()) {
    try {
      return await chromium.launch({ args, ...options })
    } catch (error) {
      refusals.push(
        `${name}: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error)}`,
      )
    }
  }
  throw new Error(`No browser could be opened. Set CHROME_PATH to a Chrome or Chromium.\n${refusals.join('\n')}`)
}

async function candidates(): Promise<[name: string, options: LaunchOptions][]> {
  const chosen = process.env['CHROME_PATH']
  // Whoever names a browser wants that one and no other.
  if (chosen) return [['CHROME_PATH', { executablePath: chosen }]]
  return [
    ...(await packed()),
    ...installed.filter(existsSync).map((path): [string, LaunchOptions] => [path, { executablePath: path }]),
    ['installed Chrome', { channel: 'chrome' }],
    ['installed Edge', { channel: 'msedge' }],
    ["Playwright's own", {}],
  ]
}

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']

/** With the system's libraries, and if those are not enough with the ones that it brought. */
async function packed(): Promise<[name: string, options: LaunchOptions][]> {
  const found = await packedBrowser()
  if (!found) return []
  const { executablePath, libraries } = found
  return [
    ['@sparticuz/chromium', { executablePath }],
    ['@sparticuz/chromium with its libraries', { executablePath, env: { ...process.env, LD_LIBRARY_PATH: libraries } }],
  ]
}
