import type { MediaItem } from '../../world/media-item.ts'
import type { Post } from '../../world/post.ts'
import type { Reading } from '../call/reading.ts'
import type { World } from '../../world/world.ts'
import { kindOf } from '../../world/media-item.ts'

/** A picture, GIF or video in `includes.media`: key and type always. */
export function showMedia(world: World, item: MediaItem, reading: Reading): Record<string, unknown> {
  const kind = kindOf(item)
  const url = `${world.origin}/media/${item.id}`
  const type = kind === 'gif' ? 'animated_gif' : kind === 'video' ? 'video' : 'photo'
  const shown: Record<string, unknown> = { media_key: item.key, type }
  const fields: Record<string, () => unknown> = {
    url: () => (kind === 'image' ? url : undefined),
    width: () => item.width,
    height: () => item.height,
    alt_text: () => item.altText ?? undefined,
    duration_ms: () => item.durationMs ?? undefined,
    variants: () => (kind === 'image' ? undefined : [{ bit_rate: 0, content_type: item.type, url }]),
    public_metrics: () => (kind === 'video' ? { view_count: 0 } : undefined),
  }
  for (const name of reading.media) {
    const value = fields[name]?.()
    if (value !== undefined) shown[name] = value
  }
  return shown
}

/** A poll in `includes.polls`: id and options always. Nobody votes in the small X. */
export function showPoll(poll: NonNullable<Post['poll']>, reading: Reading, now: number): Record<string, unknown> {
  const options = poll.options.map((label, index) => ({ position: index + 1, label, votes: 0 }))
  const shown: Record<string, unknown> = { id: poll.id, options }
  if (reading.poll.has('duration_minutes')) shown['duration_minutes'] = poll.durationMinutes
  if (reading.poll.has('end_datetime')) shown['end_datetime'] = new Date(poll.endsAt).toISOString()
  if (reading.poll.has('voting_status')) shown['voting_status'] = now < poll.endsAt ? 'open' : 'closed'
  return shown
}
