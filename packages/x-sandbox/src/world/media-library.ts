import type { MediaItem } from './media-item.ts'
import { MediaShelf } from './media-shelf.ts'

/** Uploads on their way, finished media, and their bytes. */
export class MediaLibrary {
  readonly shelf: MediaShelf
  readonly #items = new Map<string, MediaItem>()
  readonly #segments = new Map<string, Map<number, Buffer>>()

  constructor(folder?: string) {
    this.shelf = new MediaShelf(folder)
  }

  add(item: MediaItem): void {
    this.#items.set(item.id, item)
  }

  byId(id: string): MediaItem | undefined {
    return this.#items.get(id)
  }

  all(): MediaItem[] {
    return [...this.#items.values()]
  }

  /** Keeps one chunk; the same index again replaces it, as a client's repeat must. */
  append(id: string, index: number, bytes: Buffer): void {
    const segments = this.#segments.get(id) ?? new Map<number, Buffer>()
    this.#segments.set(id, segments.set(index, bytes))
  }

  /** How many bytes have been appended so far. */
  received(id: string): number {
    let bytes = 0
    for (const segment of this.#segments.get(id)?.values() ?? []) bytes += segment.length
    return bytes
  }

  /** The chunks in order as one; null when a chunk between is missing or none came. */
  assemble(id: string): Buffer | null {
    const segments = this.#segments.get(id)
    if (!segments) return null
    const parts: Buffer[] = []
    for (let index = 0; index < segments.size; index++) {
      const part = segments.get(index)
      if (!part) return null
      parts.push(part)
    }
    return Buffer.concat(parts)
  }

  dropSegments(id: string): void {
    this.#segments.delete(id)
  }

  /** Forgets what nobody used within its 24 hours. */
  sweep(now: number): void {
    for (const item of this.#items.values()) {
      if (item.used || item.expiresAt > now) continue
      this.#items.delete(item.id)
      this.#segments.delete(item.id)
      void this.shelf.remove(item.id)
    }
  }

  load(items: readonly MediaItem[]): void {
    for (const item of items) this.#items.set(item.id, item)
  }
}
