import { isUtf8 } from 'node:buffer'
import { fileTypeFromBuffer } from 'file-type'
import { imageSize } from 'image-size'

const MB = 1024 * 1024

/** What a file is, found by looking at its beginning; its name is not believed. */
export interface FileKind {
  /** Media type. */
  type: string
  /** Most bytes that are taken. */
  limit: number
  /** Why there is that limit, as the end of a sentence. */
  limitSays: string
  width: number | null
  height: number | null
}

/** The most that any file may have. */
export const LARGEST = 512 * MB

const LIMITS: Record<string, { limit: number; limitSays: string }> = {
  'image/jpeg': { limit: 5 * MB, limitSays: 'X takes images up to 5 MB' },
  'image/png': { limit: 5 * MB, limitSays: 'X takes images up to 5 MB' },
  'image/webp': { limit: 5 * MB, limitSays: 'X takes images up to 5 MB' },
  'image/gif': { limit: 15 * MB, limitSays: 'X takes GIFs up to 15 MB' },
  'video/mp4': { limit: LARGEST, limitSays: 'X takes videos up to 512 MB' },
  'video/quicktime': { limit: LARGEST, limitSays: 'X takes videos up to 512 MB' },
}
const OTHER = { limit: 25 * MB, limitSays: 'files that are no images or videos may have up to 25 MB' }

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

/** Says so when the name promises an image or video and the content is neither. */
export function falselyNamed(name: string, { type }: FileKind): string | undefined {
  const promised = /\.(png|jpe?g|webp|gif|mp4|mov)$/i.exec(name)?.[1]?.toLowerCase()
  if (promised === undefined || isMedia(type)) return undefined
  const what = promised === 'mp4' || promised === 'mov' ? 'a video' : 'an image'
  return `"${name}" is not ${what}, whatever its name says: its content is ${type}. Choose another file.`
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
