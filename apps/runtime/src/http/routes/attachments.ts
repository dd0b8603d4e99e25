import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import type { Attachment } from '@tailorbird/contract/attachments'
import { plainRoutes } from '@tailorbird/contract/plain-routes'
import { mount } from '../guards/mount.ts'
import { notFound } from '../../ground/refusal.ts'
import { LARGEST } from '../../tables/file-kind.ts'
import { keepFile, refuseAnnounced, refused } from '../../tables/keep-file.ts'
import { findFile, readFile } from '../../tables/read-file.ts'
import type { HttpDeps } from '../context/http-deps.ts'
import { said } from '../../words/said.ts'

/** `POST /attachments` (multipart, field `file`) and `GET /attachments/{id}/content`. */
export function attachmentRoutes(deps: HttpDeps): Router {
  const routes = Router()
  mount(routes, plainRoutes.uploadFile, async ({ req, res }) => {
    try {
      res.status(201).json(await takeIn(deps, req))
    } catch (error) {
      await drain(req)
      // Whoever has gone needs no answer.
      if (res.destroyed) return
      if (!req.complete) res.setHeader('connection', 'close')
      throw error
    }
  })
  mount(routes, plainRoutes.fileContent, ({ req, res }) => sendContent(deps, req, res))
  return routes
}

function takeIn({ db }: HttpDeps, req: Request): Promise<Attachment> {
  const length = Number(req.get('content-length'))
  const announced = Number.isFinite(length) ? length : undefined
  refuseAnnounced(announced)
  const form = reader(req)
  return new Promise((resolve, reject) => {
    let begun = false
    form.on('file', (field, content, { filename }) => {
      if (field !== 'file' || begun) return content.resume()
      begun = true
      content.on('limit', () => content.destroy(refused('file-too-large', 413, said('file.nothing-above'))))
      keepFile(db, { name: filename ?? '', content, announced }).then(resolve, reject)
    })
    form.on('error', () => reject(refused('malformed-upload', 400, said('upload.broken-off'))))
    form.on('close', () => begun || reject(refused('no-file', 400, said('upload.no-file'))))
    // Ends the file's stream as well, so that what was kept of it goes away.
    req.on('close', () => req.complete || form.destroy(new Error('the upload was broken off')))
    req.pipe(form)
  })
}

function reader(req: Request) {
  try {
    return busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 2, fields: 10, fileSize: LARGEST + 1 },
    })
  } catch {
    throw refused('no-upload', 415, said('upload.not-multipart'))
  }
}

const DRAIN = 64 * 1024 * 1024

/** Reads on a little, unheard: a browser that is still sending would see a broken line instead of our answer. */
async function drain(req: Request) {
  req.unpipe()
  if (req.complete || req.destroyed) return
  let left = DRAIN
  req.on('data', (part: Buffer) => {
    left -= part.length
    if (left < 0) req.pause()
  })
  req.resume()
  await new Promise<void>((resolve) => {
    const over = () => left < 0 && resolve()
    req
      .on('data', over)
      .on('end', resolve)
      .on('close', resolve)
      .on('error', () => resolve())
  })
}

/** Shown in place; everything else is only ever downloaded. */
const SHOWN = /^(image\/(png|jpeg|webp|gif)|video\/(mp4|quicktime))$/

async function sendContent({ db }: HttpDeps, req: Request, res: Response) {
  const { data: id } = z.uuid().safeParse(req.params['id'])
  if (id === undefined) throw notFound(said('not-found.file'))
  const { name, type, size, sha256 } = await findFile(db, id)
  const how = SHOWN.test(type) ? 'inline' : 'attachment'
  res.set({
    'content-type': type,
    'content-disposition': `${how}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeMore)}`,
    'content-security-policy':
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'private, max-age=86400',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    etag: `"${sha256}"`,
  })
  if (req.fresh) return res.status(304).end()
  const range = req.range(size)
  if (range === -1) return res.status(416).set('content-range', `bytes */${size}`).end()
  const [part] = Array.isArray(range) && range.type === 'bytes' && range.length === 1 ? range : []
  const first = part?.start ?? 0
  const last = part?.end ?? size - 1
  if (part) res.status(206).set('content-range', `bytes ${first}-${last}/${size}`)
  res.set('content-length', String(last - first + 1))
  if (req.method === 'HEAD') return res.end()
  try {
    await pipeline(Readable.from(readFile(db, id, { first, last })), res)
  } catch (error) {
    // Whoever stops a video in the middle has seen enough.
    if (!res.destroyed && !res.closed) throw error
  }
}

const escapeMore = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
