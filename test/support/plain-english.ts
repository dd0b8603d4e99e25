import type { Locator, Page } from 'playwright-core'

/** What may stand in a sentence as a value: what is quoted, names of accounts, addresses, media types, moments. */
const VALUES = /"[^"]*"|“[^”]*”|@\w+|https?:\S+|\b\w+\/\w+\b|\d+/g

/** The words of a text that are English, so that no words room has made them. Values are left out. */
export const plainEnglish = (text: string): string[] => text.replaceAll(VALUES, ' ').match(/\b[A-Za-z]{3,}\b/g) ?? []

/** Waits for sentences, and gives those that are not in the pseudo-language; what is bold or a button is no part of them. */
export async function escaped(where: Locator): Promise<string[]> {
  await where.first().waitFor()
  const texts = await where.evaluateAll((elements) =>
    elements.map((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const other of copy.querySelectorAll('strong, button, code, svg')) other.remove()
      return copy.textContent.trim()
    }),
  )
  return texts.filter((text) => !/[áéíóú].*~/s.test(text) || plainEnglish(text).length > 0)
}

/** The widths of a telephone and of a screen at which something stands out of the page. Pixels. */
export async function overflowing(page: Page): Promise<number[]> {
  const found: number[] = []
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await page.waitForTimeout(200)
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > width) found.push(width)
  }
  return found
}
