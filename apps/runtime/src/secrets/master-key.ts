import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../ground/config.ts'

const KEY_BYTES = 32

/** The key that all secrets hang on: from the environment, else from the file made at the first start. */
export function masterKey({
  masterKey: given,
  dataFolder,
}: {
  masterKey: Buffer | undefined
  dataFolder: string
}): Buffer {
  if (given) return given
  const file = join(dataFolder, 'master.key')
  return read(file) ?? make(file, dataFolder)
}

function read(file: string): Buffer | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw new ConfigError(`The key file ${file} cannot be read (${reason(error)}). Give yourself the right to read it.`)
  }
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== KEY_BYTES) {
    throw new ConfigError(
      `The key file ${file} is damaged. Put back a copy of it; without it the connections cannot be opened.`,
    )
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600)
  return key
}

/** Written whole under another name and linked into place, so that of two processes starting at once both use the same key. */
function make(file: string, folder: string): Buffer {
  const mine = `${file}.${process.pid}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(mine, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    try {
      linkSync(mine, file)
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    } finally {
      rmSync(mine)
    }
  } catch (error) {
    throw new ConfigError(
      `The key file ${file} cannot be made (${reason(error)}). Choose a folder you may write to with TAILORBIRD_DATA.`,
    )
  }
  const key = read(file)
  if (!key) throw new ConfigError(`The key file ${file} went away as it was made. Start again.`)
  return key
}

const isCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code
const reason = (error: unknown) => (error instanceof Error ? error.message : String(error))
