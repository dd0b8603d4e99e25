import { z } from 'zod'

export const mediaCategories = [
  'tweet_image',
  'tweet_video',
  'tweet_gif',
  'amplify_video',
  'dm_image',
  'dm_video',
  'dm_gif',
  'subtitles',
] as const

export const mediaItemSchema = z.object({
  id: z.string(),
  /** `<3|7|16>_<id>`: 3 photo, 7 video, 16 GIF. */
  key: z.string(),
  ownerId: z.string(),
  category: z.enum(mediaCategories),
  /** What the client said it would send. */
  declaredType: z.string(),
  declaredBytes: z.number(),
  /** What its bytes say; null until finalised. */
  type: z.string().nullable(),
  width: z.number(),
  height: z.number(),
  durationMs: z.number().nullable(),
  size: z.number(),
  expiresAt: z.number(),
  altText: z.string().nullable(),
  /** Used in a post or message: then it outlives the 24 hours. */
  used: z.boolean(),
  /** Finalised with sound bytes. Out-of-spec video is `processed` but not `usable`, as observed on X. */
  usable: z.boolean(),
  processing: z.object({ from: z.number(), until: z.number(), error: z.string().nullable() }).nullable(),
})

/** An uploaded picture, GIF or video, without its bytes. */
export type MediaItem = z.infer<typeof mediaItemSchema>

export type MediaKind = 'image' | 'gif' | 'video' | 'subtitles'

export function kindOf(item: Pick<MediaItem, 'category'>): MediaKind {
  if (item.category === 'subtitles') return 'subtitles'
  if (item.category.endsWith('gif')) return 'gif'
  return item.category.endsWith('image') ? 'image' : 'video'
}

export type ProcessingState = 'pending' | 'in_progress' | 'succeeded' | 'failed'

/** Where processing stands at a moment; null when this item needs none. Progress is in percent. */
export function processingOf(item: MediaItem, now: number): { state: ProcessingState; percent: number } | null {
  if (!item.processing) return null
  const { from, until, error } = item.processing
  if (now >= until) return { state: error ? 'failed' : 'succeeded', percent: error ? 0 : 100 }
  const done = (now - from) / Math.max(1, until - from)
  if (done < 0.25) return { state: 'pending', percent: 0 }
  return { state: 'in_progress', percent: Math.floor(done * 100) }
}

/** Whether a post or message may carry it now. */
export function isReady(item: MediaItem, now: number): boolean {
  if (!item.usable || (!item.used && item.expiresAt <= now)) return false
  const processing = processingOf(item, now)
  return !processing || processing.state === 'succeeded'
}
