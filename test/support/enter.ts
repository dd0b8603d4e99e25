import type { Page } from 'playwright-core'
import { OWNER } from './person.ts'

/** Signs in through the page, as the owner whom `signUp` has made. */
export async function enter(page: Page, url: string) {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('E-mail').fill(OWNER.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(OWNER.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}
