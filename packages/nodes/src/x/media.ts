import type { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Said } from '@tailorbird/flow/words/said'
import type { Files } from '@tailorbird/flow/node/node-type'
import type { EUploadMimeType } from 'twitter-api-v2'
import type { XAccount } from './account.ts'
import { said } from './words.ts'

const MB = 1024 * 1024

interface Kind {
  category: 'tweet_image' | 'tweet_gif' | 'tweet_video'
  limit: number
  tooLarge: 'media.image-too-large' | 'media.gif-too-large' | 'media.video-too-large'
}

/** What X takes, by media type: category, size limit. Source: X's media documentation. */
const KINDS: Record<string, Kind> = {
  'image/jpeg': { category: 'tweet_image', limit: 5 * MB, tooLarge: 'media.image-too-large' },
  'image/png': { category: 'tweet_image', limit: 5 * MB, tooLarge: 'media.image-too-large' },
  'image/webp': { category: 'tweet_image', limit: 5 * MB, tooLarge: 'media.image-too-large' },
  'image/gif': { category: 'tweet_gif', limit: 15 * MB, tooLarge: 'media.gif-too-large' },
  'video/mp4': { category: 'tweet_video', limit: 512 * MB, tooLarge: 'media.video-too-large' },
  'video/quicktime': { category: 'tweet_video', limit: 512 * MB, tooLarge: 'media.video-too-large' },
}

/** Refuses what X would refuse, before anything is sent. Throws `Failure` on the parameter `field`. */
export function checkMedia(files: readonly FileEntry[], field: string) {
  for (const file of files) {
    const kind = KINDS[file.type]
    if (!kind) throw refuse(field, said('media.kind', { file: file.name, type: file.type }))
    if (file.size > kind.limit) {
      const size = (file.size / MB).toFixed(1)
      throw refuse(field, said(kind.tooLarge, { file: file.name, size, most: kind.limit / MB }))
    }
  }
  const images = files.filter(({ type }) => KINDS[type]?.category === 'tweet_image').length
  if (files.length > 4) throw refuse(field, said('media.too-many', { count: files.length }))
  if (images < files.length && files.length > 1) throw refuse(field, said('media.mixed'))
}

/** Uploads files in their order and returns X's media ids. Uploading again is harmless: what is not used expires. */
export async function uploadMedia(account: XAccount, files: readonly FileEntry[], from: Files): Promise<string[]> {
  return Promise.all(
    files.map(async (file) => {
      const bytes = await from.read(file.id)
      const kind = KINDS[file.type]
      return account.call('reads', (x) =>
        x.v2.uploadMedia(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
          media_type: file.type as EUploadMimeType,
          ...(kind && { media_category: kind.category }),
        }),
      )
    }),
  )
}

const refuse = (field: string, wrong: Said) => new Failure(said('x.media', { wrong }), { field })
