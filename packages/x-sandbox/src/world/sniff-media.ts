/** What the first bytes of a file say it is. */
export interface Sniffed {
  type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'video/mp4' | 'video/quicktime'
  width: number
  height: number
  /** Null for pictures; 0 when a video does not say. */
  durationMs: number | null
  /** 1 for pictures, the number of pictures for a GIF. */
  frames: number
}

/** Reads the real type and size from the bytes, never from a name. Null when they are no medium X takes. */
export function sniffMedia(bytes: Buffer): Sniffed | null {
  return sniffPng(bytes) ?? sniffJpeg(bytes) ?? sniffGif(bytes) ?? sniffWebp(bytes) ?? sniffVideo(bytes)
}

function picture(type: Sniffed['type'], width: number, height: number, frames = 1): Sniffed | null {
  return width > 0 && height > 0 ? { type, width, height, durationMs: null, frames } : null
}

function sniffPng(bytes: Buffer): Sniffed | null {
  const isPng = bytes.length >= 33 && bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n'
  if (!isPng || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  return picture('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20))
}

function sniffJpeg(bytes: Buffer): Sniffed | null {
  if (bytes.length < 12 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    // Start of frame: C0..CF without the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return picture('image/jpeg', bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
    }
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

function sniffGif(bytes: Buffer): Sniffed | null {
  if (bytes.length < 14 || !/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return null
  return picture('image/gif', bytes.readUInt16LE(6), bytes.readUInt16LE(8), gifFrames(bytes))
}

/** Walks the blocks of a GIF and counts its pictures. */
function gifFrames(bytes: Buffer): number {
  const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let at = 13 + tableBytes(bytes[10] ?? 0)
  let frames = 0
  const skipBlocks = () => {
    while (at < bytes.length && bytes[at]) at += 1 + (bytes[at] ?? 0)
    at++
  }
  while (at < bytes.length) {
    const introducer = bytes[at]
    if (introducer === 0x2c) {
      frames++
      at += 10 + tableBytes(bytes[at + 9] ?? 0) + 1
    } else if (introducer === 0x21) at += 2
    else break
    skipBlocks()
  }
  return frames
}

function sniffWebp(bytes: Buffer): Sniffed | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF') return null
  if (bytes.toString('latin1', 8, 12) !== 'WEBP') return null
  const chunk = bytes.toString('latin1', 12, 16)
  if (chunk === 'VP8X') return picture('image/webp', 1 + bytes.readUIntLE(24, 3), 1 + bytes.readUIntLE(27, 3))
  if (chunk === 'VP8 ') return picture('image/webp', bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
  if (chunk !== 'VP8L') return null
  const bits = bytes.readUInt32LE(21)
  return picture('image/webp', 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff))
}

function sniffVideo(bytes: Buffer): Sniffed | null {
  if (bytes.length < 16 || bytes.toString('latin1', 4, 8) !== 'ftyp') return null
  const type = bytes.toString('latin1', 8, 12) === 'qt  ' ? 'video/quicktime' : 'video/mp4'
  const moov = box(bytes, 'moov')
  if (!moov) return null
  const header = box(moov, 'mvhd')
  return { type, ...videoSize(moov), durationMs: header ? duration(header) : 0, frames: 1 }
}

/** The inside of the first box of that name. */
function box(bytes: Buffer, name: string, from = 0): Buffer | null {
  let at = from
  while (at + 8 <= bytes.length) {
    const size32 = bytes.readUInt32BE(at)
    const long = size32 === 1 && at + 16 <= bytes.length
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : size32 === 0 ? bytes.length - at : size32
    if (size < 8) return null
    if (bytes.toString('latin1', at + 4, at + 8) === name) return bytes.subarray(at + (long ? 16 : 8), at + size)
    at += size
  }
  return null
}

function duration(mvhd: Buffer): number {
  if (mvhd.length < 32) return 0
  const long = mvhd[0] === 1
  const perSecond = mvhd.readUInt32BE(long ? 20 : 12)
  const units = long ? Number(mvhd.readBigUInt64BE(24)) : mvhd.readUInt32BE(16)
  return perSecond ? Math.round((units * 1000) / perSecond) : 0
}

/** The largest picture size any track states (16.16 numbers at the end of its header). */
function videoSize(moov: Buffer): { width: number; height: number } {
  let size = { width: 0, height: 0 }
  let at = 0
  while (at + 8 <= moov.length) {
    const length = moov.readUInt32BE(at)
    if (length < 8) break
    if (moov.toString('latin1', at + 4, at + 8) === 'trak') {
      const head = box(moov.subarray(at + 8, at + length), 'tkhd')
      if (head && head.length >= 84) {
        const width = head.readUInt32BE(head.length - 8) >>> 16
        if (width > size.width) size = { width, height: head.readUInt32BE(head.length - 4) >>> 16 }
      }
    }
    at += length
  }
  return size
}
