import type { MediaItem } from '../../world/media-item.ts'
import { kindOf, processingOf } from '../../world/media-item.ts'

/** An upload as finalize and status answer it; `processing_info` only for what needs processing. */
export function showUpload(item: MediaItem, now: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {
    id: item.id,
    media_key: item.key,
    size: item.size,
    expires_after_secs: Math.max(0, Math.floor((item.expiresAt - now) / 1000)),
  }
  if (kindOf(item) === 'image') shown['image'] = { image_type: item.type, w: item.width, h: item.height }
  else if (kindOf(item) === 'video') shown['video'] = { video_type: item.type }
  const processing = processingOf(item, now)
  if (processing) shown['processing_info'] = info(item, processing, now)
  return shown
}

/** The `error` object is not in the OpenAPI document; X sends it with `failed`, as it did in v1.1 (observed). */
function info(item: MediaItem, processing: NonNullable<ReturnType<typeof processingOf>>, now: number) {
  const { state, percent } = processing
  if (state === 'failed') {
    return { state, error: { code: 1, name: 'InvalidMedia', message: item.processing?.error ?? '' } }
  }
  if (state === 'succeeded') return { state, progress_percent: 100 }
  const left = Math.max(1, Math.ceil(((item.processing?.until ?? now) - now) / 1000))
  return { state, check_after_secs: Math.min(left, 5), progress_percent: percent }
}
