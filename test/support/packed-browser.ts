import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from './program.ts'

/** The browser that npm brought, unpacked, and the libraries for a system that lacks some of its own. */
export interface PackedBrowser {
  executablePath: string
  libraries: string
}

/**
 * Unpacks it (209 MB, two seconds, once per version) beside the packages, so that users of one machine do not collide.
 * It is unpacked aside and renamed, because the package takes any file that is there for a complete one.
 * Undefined where it does not run: it exists for Linux on x64 only.
 */
export async function packedBrowser(): Promise<PackedBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const cache = join(root, 'node_modules', '.cache')
  const folder = join(cache, `chromium-${version}`)
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    const fresh = mkdtempSync(`${folder}.new-`)
    await unpack(join(packageFolder, 'bin'), fresh)
    try {
      renameSync(fresh, folder)
    } catch (error) {
      rmSync(fresh, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    }
  }
  return { executablePath: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') }
}

/** The package knows one way to be told the place: TMPDIR. */
async function unpack(packs: string, folder: string) {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { inflate } = await import('@sparticuz/chromium')
    const names = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
    await Promise.all(names.map((name) => inflate(join(packs, name))))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
