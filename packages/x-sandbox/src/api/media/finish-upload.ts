import type { FaultBook } from '../../faults/fault-book.ts'
import type { MediaItem } from '../../world/media-item.ts'
import type { World } from '../../world/world.ts'
import { fault, inSpec, largestBytes } from './media-rules.ts'
import { invalidRequest } from '../call/refusals.ts'
import { kindOf } from '../../world/media-item.ts'
import { sniffMedia } from '../../world/sniff-media.ts'

/** How long a video or GIF is worked on when no fault says otherwise, in milliseconds. */
const processingMs = 1000
const slowMs = 10_000

interface Finish {
  world: World
  faults: FaultBook
  path: string
}

/**
 * Takes the whole bytes of an upload: looks at what they are, keeps them, and starts processing where needed.
 * Unsound pictures are refused at once, unsound videos and GIFs fail in processing, as X does (observed).
 */
export async function finishUpload({ world, faults, path }: Finish, item: MediaItem, bytes: Buffer): Promise<void> {
  const kind = kindOf(item)
  if (bytes.length === 0) throw invalidRequest('media is missing or empty')
  if (bytes.length > largestBytes[kind]) throw tooLarge(item, bytes.length)
  const sniffed = sniffMedia(bytes)
  const wrong = fault(item, sniffed)
  if (wrong && kind === 'image') throw invalidRequest(wrong, { media: [item.declaredType] })
  const asked = faults.takeForMedia('POST', path)
  const error = asked?.fault === 'failed-media' ? 'InvalidMedia: processing failed' : wrong
  await world.media.shelf.put(item.id, bytes)
  item.type = sniffed?.type ?? item.declaredType
  item.size = bytes.length
  item.width = sniffed?.width ?? 0
  item.height = sniffed?.height ?? 0
  item.durationMs = sniffed?.durationMs ?? null
  item.usable = !error && inSpec(sniffed)
  if (kind === 'video' || kind === 'gif' || asked) {
    const from = world.clock.now()
    const lastsMs = asked?.fault === 'slow-media' ? (asked.delayMs ?? slowMs) : processingMs
    item.processing = { from, until: from + lastsMs, error }
  }
  world.media.dropSegments(item.id)
  world.changed()
}

export function tooLarge(item: Pick<MediaItem, 'category'>, bytes: number) {
  const most = largestBytes[kindOf(item)]
  return invalidRequest(`File size exceeds ${most} bytes.`, { total_bytes: [String(bytes)] })
}
