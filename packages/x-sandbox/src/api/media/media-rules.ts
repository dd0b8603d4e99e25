import type { MediaItem, MediaKind } from '../../world/media-item.ts'
import type { Sniffed } from '../../world/sniff-media.ts'
import { kindOf } from '../../world/media-item.ts'

const megabyte = 1024 * 1024

/** The largest file X takes of a kind, in bytes. */
export const largestBytes: Record<MediaKind, number> = {
  image: 5 * megabyte,
  gif: 15 * megabyte,
  video: 512 * megabyte,
  subtitles: megabyte,
}

/** Unused uploads live a day. */
export const mediaLifeMs = 24 * 3600_000

const keyPrefixes: Record<MediaKind, string> = { image: '3', gif: '16', video: '7', subtitles: '7' }

export function mediaKey(id: string, item: Pick<MediaItem, 'category'>): string {
  return `${keyPrefixes[kindOf(item)]}_${id}`
}

/** What is wrong with the bytes for this category; null when they are sound. */
export function fault(item: Pick<MediaItem, 'category'>, sniffed: Sniffed | null): string | null {
  const kind = kindOf(item)
  if (kind === 'subtitles') return null
  if (!sniffed) return kind === 'video' ? 'InvalidMedia: unsupported video format' : 'media type unrecognized.'
  const isVideo = sniffed.type.startsWith('video/')
  if (kind === 'video' && !isVideo) return 'InvalidMedia: the media is not a video'
  if (kind === 'gif' && sniffed.type !== 'image/gif') return 'InvalidMedia: the media is not a GIF'
  if (kind === 'image' && isVideo) return 'media type unrecognized.'
  if (kind !== 'gif') return null
  const { width, height, frames } = sniffed
  const inSpec = width <= 1280 && height <= 1080 && frames <= 350 && width * height * frames <= 300_000_000
  return inSpec ? null : 'InvalidMedia: GIF dimensions or frame count exceeded'
}

/**
 * Whether a sound video is also within what a post may carry. X lets the processing of others succeed
 * and refuses them in the post, with "Your media IDs are invalid." (observed).
 */
export function inSpec(sniffed: Sniffed | null): boolean {
  if (!sniffed || sniffed.durationMs === null) return true
  const { width, height, durationMs } = sniffed
  if (durationMs && (durationMs < 500 || durationMs > 140_000)) return false
  if (!width || !height) return true
  const ratio = width / height
  return width >= 32 && height >= 32 && width <= 1280 && height <= 1024 && ratio >= 1 / 3 && ratio <= 3
}
