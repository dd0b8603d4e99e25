import { z } from 'zod'
import type { Endpoint, UserCall } from '../call/call.ts'
import type { MediaItem } from '../../world/media-item.ts'
import { contentType } from '../../http/incoming.ts'
import { finishUpload, tooLarge } from './finish-upload.ts'
import { idSchema } from '../call/post-body.ts'
import { invalidRequest } from '../call/refusals.ts'
import { json } from '../../http/reply.ts'
import { kindOf, mediaCategories } from '../../world/media-item.ts'
import { largestBytes, mediaKey, mediaLifeMs } from './media-rules.ts'
import { readJson } from '../call/read-body.ts'
import { readMultipart } from '../../http/multipart.ts'
import { showUpload } from '../show/show-upload.ts'

const face = { scopes: ['media.write'], level: 'write' } as const
const megabyte = 1024 * 1024

const mediaTypes = [
  ...['video/mp4', 'video/webm', 'video/mp2t', 'video/quicktime', 'text/srt', 'text/vtt', 'image/jpeg', 'image/gif'],
  ...['image/bmp', 'image/png', 'image/webp', 'image/pjpeg', 'image/tiff', 'model/gltf-binary'],
  'model/vnd.usdz+zip',
]

const initializeSchema = z.strictObject({
  media_type: z.enum(mediaTypes).optional(),
  total_bytes: z.int().min(0).max(17_179_869_184).optional(),
  media_category: z.enum(mediaCategories).optional(),
  additional_owners: z.array(idSchema).optional(),
  shared: z.boolean().optional(),
})

export const initializeUpload: Endpoint = {
  ...face,
  auth: 'user',
  method: 'POST',
  path: '/2/media/upload/initialize',
  run(call) {
    const wish = readJson(call.incoming, initializeSchema)
    const item = newItem(call, {
      category: wish.media_category ?? 'tweet_image',
      declaredType: wish.media_type ?? 'application/octet-stream',
      declaredBytes: wish.total_bytes ?? 0,
    })
    if (item.declaredBytes > largestBytes[kindOf(item)]) throw tooLarge(item, item.declaredBytes)
    call.world.media.sweep(call.world.clock.now())
    call.world.media.add(item)
    return json(200, { data: { id: item.id, media_key: item.key, expires_after_secs: mediaLifeMs / 1000 } })
  },
}

export const appendUpload: Endpoint = {
  ...face,
  auth: 'user',
  method: 'POST',
  path: '/2/media/upload/:id/append',
  // 5 MB was the largest chunk of v1.1; base64 makes it a third larger.
  maxBytes: 8 * megabyte,
  async run(call) {
    const { world } = call
    const item = ownUpload(call, call.params['id'] ?? '')
    const { index, bytes } = await readChunk(call)
    if (item.type !== null) throw invalidRequest('The media has been finalized already.', { id: [item.id] })
    if (world.media.received(item.id) + bytes.length > largestBytes[kindOf(item)]) throw tooLarge(item, bytes.length)
    world.media.append(item.id, index, bytes)
    return json(200, { data: { expires_at: Math.floor(item.expiresAt / 1000) } })
  },
}

export const finalizeUpload: Endpoint = {
  ...face,
  auth: 'user',
  method: 'POST',
  path: '/2/media/upload/:id/finalize',
  async run(call) {
    const { world, faults, incoming } = call
    const item = ownUpload(call, call.params['id'] ?? '')
    if (item.type === null) {
      const bytes = world.media.assemble(item.id)
      if (!bytes) throw invalidRequest('Segments do not add up to provided total file size.', { id: [item.id] })
      if (item.declaredBytes && bytes.length !== item.declaredBytes) {
        throw invalidRequest('Segments do not add up to provided total file size.', { id: [item.id] })
      }
      await finishUpload({ world, faults, path: incoming.path }, item, bytes)
    }
    return json(200, { data: showUpload(item, world.clock.now()) })
  },
}

export const uploadStatus: Endpoint = {
  ...face,
  auth: 'user',
  method: 'GET',
  path: '/2/media/upload',
  level: 'read',
  run(call) {
    const item = ownUpload(call, call.incoming.query.get('media_id') ?? '', 'media_id')
    return json(200, { data: showUpload(item, call.world.clock.now()) })
  },
}

/** One shot: the whole picture in one request, multipart or base64 in JSON. */
export const uploadOnce: Endpoint = {
  ...face,
  auth: 'user',
  method: 'POST',
  path: '/2/media/upload',
  maxBytes: 24 * megabyte,
  async run(call) {
    const { world, faults, incoming } = call
    const { bytes, category, type } = await readOnce(call)
    const item = newItem(call, { category, declaredType: type, declaredBytes: bytes.length })
    await finishUpload({ world, faults, path: incoming.path }, item, bytes)
    world.media.add(item)
    return json(200, { data: showUpload(item, world.clock.now()) })
  },
}

type NewItem = Pick<MediaItem, 'category' | 'declaredType' | 'declaredBytes'>

function newItem({ world, user }: UserCall, wish: NewItem): MediaItem {
  const id = world.ids.next()
  const nothingYet = { type: null, width: 0, height: 0, durationMs: null, size: 0, altText: null, processing: null }
  const expiresAt = world.clock.now() + mediaLifeMs
  return {
    id,
    key: mediaKey(id, wish),
    ownerId: user.id,
    ...wish,
    ...nothingYet,
    expiresAt,
    used: false,
    usable: false,
  }
}

/** Throws X's 400 when the upload is unknown, expired or somebody else's. */
export function ownUpload({ world, user }: UserCall, id: string, parameter = 'id'): MediaItem {
  const item = world.media.byId(id)
  if (item && item.ownerId === user.id && (item.used || item.expiresAt > world.clock.now())) return item
  throw invalidRequest(`The media id [${id}] is invalid or has expired.`, { [parameter]: [id] })
}

const chunkSchema = z.strictObject({ segment_index: z.coerce.number().int().min(0).max(999), media: z.base64() })

async function readChunk({ incoming }: UserCall): Promise<{ index: number; bytes: Buffer }> {
  if (contentType(incoming.headers) === 'application/json') {
    const chunk = readJson(incoming, chunkSchema)
    return { index: chunk.segment_index, bytes: Buffer.from(chunk.media, 'base64') }
  }
  const parts = await readMultipart(incoming)
  const bytes = parts?.files.get('media') ?? base64(parts?.fields.get('media'))
  const index = parts?.fields.get('segment_index') ?? ''
  if (!bytes || !/^\d{1,3}$/.test(index)) throw invalidRequest('segment_index (0 to 999) and media are required')
  return { index: Number(index), bytes }
}

const onceSchema = z.strictObject({
  media: z.base64(),
  media_category: z.enum(mediaCategories),
  media_type: z.string().optional(),
  additional_owners: z.array(idSchema).optional(),
  shared: z.boolean().optional(),
})

async function readOnce({ incoming }: UserCall) {
  if (contentType(incoming.headers) === 'application/json') {
    const { media, media_category, media_type } = readJson(incoming, onceSchema)
    return { bytes: Buffer.from(media, 'base64'), category: media_category, type: media_type ?? '' }
  }
  const parts = await readMultipart(incoming)
  const bytes = parts?.files.get('media') ?? base64(parts?.fields.get('media'))
  const category = mediaCategories.find((name) => name === parts?.fields.get('media_category'))
  if (!bytes || !category) throw invalidRequest('media and media_category are required')
  return { bytes, category, type: parts?.fields.get('media_type') ?? '' }
}

function base64(text: string | undefined): Buffer | undefined {
  return text ? Buffer.from(text, 'base64') : undefined
}
