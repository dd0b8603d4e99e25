import { existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import compression from 'compression'
import express, { type RequestHandler, Router } from 'express'

const BUILD = join(import.meta.dirname, '..', '..', '..', '..', 'designer', 'dist')
/** The designer: its files as they were built, and its page for every other address. */
export function designerFiles(publicUrl: string): Router {
  const routes = Router()
  routes.get(PACKED, sendPacked)
  routes.use(compression())
  routes.use('/assets', express.static(join(BUILD, 'assets'), ASSETS))
  routes.use(
    express.static(BUILD, {
      index: false,
      redirect: false,
      setHeaders: (res) => res.setHeader('cache-control', 'no-cache'),
    }),
  )
  routes.get(
    /^\/assets\//,
    (_req, res) => void res.status(404).type('text').send('This file is of another version. Reload the page.'),
  )
  routes.get(/.*/, toOneName(publicUrl), (_req, res) => {
    const page = join(BUILD, 'index.html')
    if (!existsSync(page)) return void res.status(503).type('text').send(NOT_BUILT)
    res.setHeader('cache-control', 'no-cache')
    res.sendFile(page)
  })
  return routes
}

/** Their names hold a hash of the content: nobody ever asks whether they have changed. */
const ASSETS = {
  ...{ index: false, redirect: false, etag: false, lastModified: false, acceptRanges: false, cacheControl: false },
  setHeaders: (res: ServerResponse) => res.setHeader('cache-control', 'public, max-age=31536000, immutable'),
} as const

/** The build lays a `.br` beside each of these, packed harder than is affordable on the way. */
const PACKED = /^\/assets\/[\w.-]+\.(js|css|svg)$/

const sendPacked: RequestHandler = (req, res, next) => {
  res.vary('accept-encoding')
  if (req.acceptsEncodings('br') !== 'br' || !existsSync(join(BUILD, `${req.path}.br`))) return next()
  res.type(extname(req.path))
  res.setHeader('content-encoding', 'br')
  req.url = `${req.path}.br`
  next()
}

/** X sends people back to one name, and the cookie of `localhost` does not go to 127.0.0.1: pages are under one name only. */
function toOneName(publicUrl: string): RequestHandler {
  const { hostname, port } = new URL(publicUrl)
  return (req, res, next) => {
    const loopback =
      hostname === '127.0.0.1' && req.hostname === 'localhost' && (req.get('host') ?? '').split(':')[1] === port
    if (loopback) res.redirect(302, `${publicUrl}${req.originalUrl}`)
    else next()
  }
}

const NOT_BUILT = 'The designer has not been built yet. Start Tailorbird with "npm start", which builds it.\n'
