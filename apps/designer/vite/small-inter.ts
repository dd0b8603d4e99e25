import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import subsetFont from 'subset-font'
import type { Plugin } from 'vite'

const resolve = createRequire(import.meta.url).resolve
const SHEET = resolve('@fontsource-variable/inter/wght.css')
const LATIN = './files/inter-latin-wght-normal.woff2'

/** What is looked at: 620 is the heaviest weight of ours, bold is 700. */
const WEIGHTS = { min: 400, max: 700 }
/** Without the alternate letter shapes, small capitals and fractions, which no style of ours asks for, nor those that depend on what
 *  stands beside (`calt` turns "->" into an arrow, which nobody here has typed to see one). `tnum`: figures in columns. */
const FEATURES = ['ccmp', 'kern', 'liga', 'locl', 'tnum']

/** Inter's Latin file with every letter it has, in the weights and with the features that are used: 20 kB less on every first visit.
 *  The other scripts stay as they come; a browser asks for them only when a page has such letters. */
export function smallInter(): Plugin {
  let cacheDir = ''
  return {
    name: 'small-inter',
    apply: 'build',
    enforce: 'pre',
    configResolved: (config) => void (cacheDir = config.cacheDir),
    async transform(code, id) {
      if (id !== SHEET) return undefined
      if (!code.includes(LATIN)) throw new Error('Inter is packed differently now: look at vite/small-inter.ts.')
      const made = join(cacheDir, 'inter-latin.woff2')
      mkdirSync(cacheDir, { recursive: true })
      writeFileSync(made, await subset(join(dirname(SHEET), LATIN), lettersIn(code)))
      return code
        .replace(LATIN, relative(dirname(SHEET), made).replaceAll('\\', '/'))
        .replaceAll('font-weight: 100 900', `font-weight: ${WEIGHTS.min} ${WEIGHTS.max}`)
    },
  }
}

const subset = (file: string, letters: string) =>
  subsetFont(readFileSync(file), letters, {
    targetFormat: 'woff2',
    variationAxes: { wght: WEIGHTS },
    keepFeatures: FEATURES,
  })

/** The letters the style sheet gives the file for, so that nothing is looked for in it that it lacks. */
function lettersIn(sheet: string): string {
  const [, ranges = ''] = sheet.slice(sheet.indexOf(LATIN)).match(/unicode-range:\s*([^;]+);/) ?? []
  return ranges
    .split(',')
    .flatMap((range) => {
      const [first = 0, last = first] = range
        .trim()
        .slice(2)
        .split('-')
        .map((hex) => Number.parseInt(hex, 16))
      return Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset))
    })
    .join('')
}
