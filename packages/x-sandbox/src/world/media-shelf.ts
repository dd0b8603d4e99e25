import { mkdirSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keeps the bytes of finished media: in memory, or as one file each when a folder is given. */
export class MediaShelf {
  readonly #folder: string | undefined
  readonly #bytes = new Map<string, Buffer>()

  constructor(folder?: string) {
    this.#folder = folder
    if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  async put(id: string, bytes: Buffer): Promise<void> {
    if (this.#folder) await writeFile(join(this.#folder, id), bytes, { mode: 0o600 })
    else this.#bytes.set(id, bytes)
  }

  async get(id: string): Promise<Buffer | undefined> {
    if (!this.#folder) return this.#bytes.get(id)
    return await readFile(join(this.#folder, id)).catch(() => undefined)
  }

  async remove(id: string): Promise<void> {
    this.#bytes.delete(id)
    if (this.#folder) await rm(join(this.#folder, id), { force: true })
  }
}
