import react from '@vitejs/plugin-react'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { type Plugin, defineConfig } from 'vite'
import { slimContract } from './vite/slim-contract.ts'
import { smallInter } from './vite/small-inter.ts'

const runtime = 'http://127.0.0.1:4280'
const ON_A_CLICK =
  /components[\\/](FloatingIndicator|Menu|Modal|ModalBase|Checkbox|PasswordInput|SegmentedControl|Select|Switch|Textarea|Transition)[\\/]|hooks[\\/]esm[\\/]use-(focus-trap|long-press)|react-remove-scroll|src[\\/]ui[\\/](more-menu|rename-dialog)|graph[\\/]upgrade-graph|tables[\\/]stored-kinds/
/** What hangs beside something else (lists to choose from, popovers, tooltips), with the library that finds the place for it, and
 *  the inputs that are made of it: forms open on a click. */
const FLOATING =
  /src[\\/]values[\\/]|words[\\/](field-sentence|en[\\/]fields)|fields[\\/]wrong-zoned|@floating-ui[\\/]|components[\\/](Combobox|FocusTrap|Popover|ScrollArea|Select|Tooltip)[\\/](?!utils)|utils[\\/]Floating[\\/]/
/** A file for each, as few share them, would be more headers than script. */
const SMALL =
  /react-router[\\/]dist[\\/]esm[\\/]useBlocker|use-mantine-color-scheme|model[\\/]in-words[\\/]duration|graph[\\/]graph-format|model[\\/]search-nodes/
const OURS = /packages[\\/](flow|contract)[\\/]src[\\/]/

export default defineConfig({
  plugins: [react(), slimContract(), slimTwitterText(), smallInter(), brotli()],
  server: {
    host: '127.0.0.1',
    // The consent's redirects live below /connections/x on the runtime; /connections itself is a page.
    proxy: Object.fromEntries(
      ['/api', '/auth', '/connections/x'].map((path) => [path, { target: runtime, changeOrigin: false }]),
    ),
  },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The content security policy allows no data: and no inline script, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes rarely, so returning visitors keep it across releases.
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 20 },
            // What many pages share travels in one file instead of forty: a first visit asks a handful of times.
            // What only opens on a click (menus, dialogs) stays out of it, and so do Mantine's style sheets, whose order counts.
            {
              name: 'shared',
              minShareCount: 4,
              priority: 10,
              test: (id) =>
                !ON_A_CLICK.test(id) && !FLOATING.test(id) && !parses(id) && !id.includes('@mantine/core/styles'),
            },
            { name: 'small', test: SMALL, minShareCount: 2, priority: 15 },
            { name: 'zod', test: /node_modules[\\/]zod[\\/]/, priority: 5 },
            { name: 'floating', test: FLOATING, minShareCount: 2, priority: 5 },
            // A file for each would be mostly headers.
            { name: 'icons', test: /@tabler[\\/]/, minShareCount: 2, priority: 5 },
          ],
        },
      },
    },
  },
})

/** Schemas are for what comes in from outside: fetched when something does, together with zod, which weighs as much as a page. */
function parses(id: string) {
  if (id.includes('\0')) return false
  return /node_modules[\\/]zod[\\/]/.test(id) || (OURS.test(id) && readFileSync(id, 'utf8').includes("from 'zod'"))
}

/** twitter-text's default export holds everything it can do. Counting needs three functions of it: 13 kB less, compressed. */
function slimTwitterText(): Plugin {
  const used = ['extractCashtags', 'extractUrls', 'parseTweet']
  const slim = '\0twitter-text:'
  return {
    name: 'slim-twitter-text',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source !== 'twitter-text') return undefined
      const found = await this.resolve('twitter-text/dist/esm/parseTweet.js', importer, { skipSelf: true })
      return found && slim + dirname(found.id)
    },
    load(id) {
      if (!id.startsWith(slim)) return undefined
      const imports = used.map((name) => `import ${name} from ${JSON.stringify(`${id.slice(slim.length)}/${name}.js`)}`)
      return [...imports, `export default { ${used.join(', ')} }`].join('\n')
    },
  }
}

/** A `.br` beside each text file, as small as it gets: the server sends it where the browser takes it, and compresses nothing twice. */
function brotli(): Plugin {
  return {
    name: 'brotli',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!/\.(js|css|html|svg)$/.test(fileName)) continue
          const source = Buffer.from(file.type === 'chunk' ? file.code : file.source)
          const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: source.length }
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(source, { params }) })
        }
      },
    },
  }
}
