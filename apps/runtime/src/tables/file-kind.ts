import type { Said } from '@tailorbird/flow/words/said'
import { isUtf8 } from 'node:buffer'
import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'
import { said } from '../words/said.ts'

const MB = 1024 * 1024

/** What a file is, found by looking at its beginning; its name is not believed. */
export interface FileKind {
  /** Media type. */
  type: string
  /** Most bytes that are taken. */
  limit: number
  /** What is said of one that has more. */
  tooLarge: TooLarge
  width: number | null
  height: number | null
}

type TooLarge = 'file.image-too-large' | 'file.gif-too-large' | 'file.video-too-large' | 'file.too-large'

/** The most that any file may have. */
export const LARGEST = 512 * MB

const LIMITS: Record<string, { limit: number; tooLarge: TooLarge }> = {
  'image/jpeg': { limit: 5 * MB, tooLarge: 'file.image-too-large' },
  'image/png': { limit: 5 * MB, tooLarge: 'file.image-too-large' },
  'image/webp': { limit: 5 * MB, tooLarge: 'file.image-too-large' },
  'image/gif': { limit: 15 * MB, tooLarge: 'file.gif-too-large' },
  'video/mp4': { limit: LARGEST, tooLarge: 'file.video-too-large' },
  'video/quicktime': { limit: LARGEST, tooLarge: 'file.video-too-large' },
}
const OTHER = { limit: 25 * MB, tooLarge: 'file.too-large' } as const

const isMedia = (type: string) => Object.hasOwn(LIMITS, type)

/** Looks at the first half megabyte or less of a file. */
export async function fileKind(beginning: Uint8Array): Promise<FileKind> {
  const found = await fileTypeFromBuffer(beginning)
  // An animated PNG is a PNG to everybody who does not animate it, X included.
  const type = found === undefined ? textOrNot(beginning) : found.mime === 'image/apng' ? 'image/png' : found.mime
  return {
    type,
    ...(LIMITS[type] ?? OTHER),
    ...(type.startsWith('image/') && isMedia(type) ? measure(beginning) : { width: null, height: null }),
  }
}

/** What is said when the name promises an image or video and the content is neither. */
export function falselyNamed(name: string, { type }: FileKind): Said | undefined {
  const promised = /\.(png|jpe?g|webp|gif|mp4|mov)$/i.exec(name)?.[1]?.toLowerCase()
  if (promised === undefined || isMedia(type)) return undefined
  const values = { file: name, type }
  return promised === 'mp4' || promised === 'mov' ? said('file.no-video', values) : said('file.no-image', values)
}

function measure(beginning: Uint8Array) {
  try {
    const { width, height } = imageSize(beginning)
    return { width: width || null, height: height || null }
  } catch {
    // Its size stands further behind, or it is damaged; X will say.
    return { width: null, height: null }
  }
}

/** A character may be cut at the end of what was read. */
function textOrNot(beginning: Uint8Array) {
  if (beginning.includes(0)) return 'application/octet-stream'
  const whole = [0, 1, 2, 3].some((cut) => isUtf8(beginning.subarray(0, Math.max(0, beginning.length - cut))))
  return whole ? 'text/plain' : 'application/octet-stream'
}

/** Size for people, e.g. `6.0 MB`. */
export function inWords(bytes: number) {
  if (bytes < 1024) return `${bytes} bytes`
  return bytes < MB ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / MB).toFixed(1)} MB`
}
