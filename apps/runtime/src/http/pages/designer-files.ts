import { existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import compression from 'compression'
import { plainRoutes } from '@tailorbird/contract/plain-routes'
import express, { type Request, Router } from 'express'
import { type Asked, mount } from '../guards/mount.ts'

const BUILD = join(import.meta.dirname, '..', '..', '..', '..', 'designer', 'dist')
/** The designer: its files as they were built, and its page for every other address. */
export function designerFiles(publicUrl: string): Router {
  const routes = Router()
  mount(routes, plainRoutes.designerFile, sendPacked, { at: PACKED })
  routes.use(compression())
  routes.use('/assets', express.static(join(BUILD, 'assets'), ASSETS))
  routes.use(
    express.static(BUILD, {
      index: false,
      redirect: false,
      setHeaders: (res) => res.setHeader('cache-control', 'no-cache'),
    }),
  )
  const outdated = 'This file is of another version. Reload the page.'
  const noFile = ({ res }: Asked<unknown>) => res.status(404).type('text').send(outdated)
  mount(routes, plainRoutes.designerFile, noFile, { at: /^\/assets\// })
  const betterName = oneName(publicUrl)
  const sendPage = ({ req, res }: Asked<unknown>) => {
    const there = betterName(req)
    if (there !== undefined) return res.redirect(302, there)
    const page = join(BUILD, 'index.html')
    if (!existsSync(page)) return void res.status(503).type('text').send(NOT_BUILT)
    res.setHeader('cache-control', 'no-cache')
    res.sendFile(page)
  }
  mount(routes, plainRoutes.designerPage, sendPage, { at: /.*/ })
  return routes
}

/** Their names hold a hash of the content: nobody ever asks whether they have changed. */
const ASSETS = {
  ...{ index: false, redirect: false, etag: false, lastModified: false, acceptRanges: false, cacheControl: false },
  setHeaders: (res: ServerResponse) => res.setHeader('cache-control', 'public, max-age=31536000, immutable'),
} as const

/** The build lays a `.br` beside each of these, packed harder than is affordable on the way. */
const PACKED = /^\/assets\/[\w.-]+\.(js|css|svg)$/

function sendPacked({ req, res, next }: Asked<unknown>) {
  res.vary('accept-encoding')
  if (req.acceptsEncodings('br') !== 'br' || !existsSync(join(BUILD, `${req.path}.br`))) return next()
  res.type(extname(req.path))
  res.setHeader('content-encoding', 'br')
  req.url = `${req.path}.br`
  next()
}

/** X sends people back to one name, and the cookie of `localhost` does not go to 127.0.0.1: pages are under one name only. */
function oneName(publicUrl: string) {
  const { hostname, port } = new URL(publicUrl)
  return (req: Request) => {
    const loopback =
      hostname === '127.0.0.1' && req.hostname === 'localhost' && (req.get('host') ?? '').split(':')[1] === port
    return loopback ? `${publicUrl}${req.originalUrl}` : undefined
  }
}

const NOT_BUILT = 'The designer has not been built yet. Start Tailorbird with "npm start", which builds it.\n'
