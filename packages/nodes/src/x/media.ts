import type { FileEntry } from '@tailorbird/flow/fields/file-entry'
import { Failure } from '@tailorbird/flow/node/failure'
import type { Files } from '@tailorbird/flow/node/node-type'
import type { EUploadMimeType } from 'twitter-api-v2'
import type { XAccount } from './account.ts'

const MB = 1024 * 1024

/** What X takes, by media type: category, size limit. Source: X's media documentation. */
const KINDS: Record<string, { category: 'tweet_image' | 'tweet_gif' | 'tweet_video'; limit: number; word: string }> = {
  'image/jpeg': { category: 'tweet_image', limit: 5 * MB, word: 'images' },
  'image/png': { category: 'tweet_image', limit: 5 * MB, word: 'images' },
  'image/webp': { category: 'tweet_image', limit: 5 * MB, word: 'images' },
  'image/gif': { category: 'tweet_gif', limit: 15 * MB, word: 'GIFs' },
  'video/mp4': { category: 'tweet_video', limit: 512 * MB, word: 'videos' },
  'video/quicktime': { category: 'tweet_video', limit: 512 * MB, word: 'videos' },
}

/** Refuses what X would refuse, before anything is sent. Throws `Failure` on the parameter `field`. */
export function checkMedia(files: readonly FileEntry[], field: string) {
  for (const file of files) {
    const kind = KINDS[file.type]
    if (!kind)
      throw refuse(
        field,
        `"${file.name}" is of a kind X does not take (${file.type}). Use JPEG, PNG, WebP, GIF, MP4 or MOV.`,
      )
    if (file.size > kind.limit) {
      throw refuse(
        field,
        `"${file.name}" has ${(file.size / MB).toFixed(1)} MB; X takes ${kind.word} up to ${kind.limit / MB} MB.`,
      )
    }
  }
  const images = files.filter(({ type }) => KINDS[type]?.category === 'tweet_image').length
  if (files.length > 4) throw refuse(field, `There are ${files.length} files; a post takes at most four images.`)
  if (images < files.length && files.length > 1)
    throw refuse(field, 'A post takes up to four images, or one GIF, or one video; they cannot be mixed.')
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

const refuse = (field: string, message: string) => new Failure({ code: 'x.media', message, field })
