import type { Needs } from '@tailorbird/contract/needs'
import type { PlainRoute } from '@tailorbird/contract/plain-routes'
import type { Database } from '@tailorbird/db/database'
import type { Express, IRoute, NextFunction, Request, Response, Router } from 'express'
import type { Caller } from '../../people/caller.ts'
import { letIn } from './let-in.ts'
import { mustExist } from './must-exist.ts'

/** Who asks, as far as what a route needs tells: where anyone is let in, perhaps nobody who has signed in. */
type CallerOf<N extends Needs> = N extends 'anyone' | { near: true } ? Caller | undefined : Caller

/** A request that was let in. */
export interface Asked<Who = Caller> {
  req: Request
  res: Response
  next: NextFunction
  caller: Who
}

interface Options {
  /** Where a route that is about one thing looks whether it exists. */
  db?: Database
  /** Addresses that no path can describe. */
  at?: RegExp
  /** Answers whoever is not let in, where a problem as JSON would not do. */
  refuse?(error: unknown, res: Response): void
}

const mounted = new WeakSet<object>()

/** Puts a plain route behind the same guard as the endpoints of the contract. There is no other way to add one: a server
 *  with a route that was added past this does not start ({@link refuseUnguarded}). */
export function mount<Route extends PlainRoute>(
  router: Router,
  { method, path, needs }: Route,
  handle: (asked: Asked<CallerOf<Route['needs']>>) => unknown,
  { db, at, refuse }: Options = {},
): void {
  const route = router.route(at ?? expressPath(path))
  mounted.add(route)
  const guarded = async (req: Request, res: Response, next: NextFunction) => {
    let caller: Caller | undefined
    try {
      caller = letIn(needs, req)
      if (db) await mustExist(db, needs, req.params)
    } catch (error) {
      if (!refuse) throw error
      return refuse(error, res)
    }
    await handle({ req, res, next, caller: caller as CallerOf<Route['needs']> })
  }
  if (method === 'GET') route.get(guarded)
  else route.post(guarded)
}

/** Routers below `/api` see the rest of the path only. */
const expressPath = (path: string) => path.replace(/^\/api(?=\/|$)/, '').replace(/\{(\w+)\}/g, ':$1') || '/'

interface Layer {
  route?: IRoute
  handle?: { stack?: Layer[] }
}

/** Throws when the server has a route that says nothing about whom it lets in. */
export function refuseUnguarded(app: Express): void {
  const layers = (stack: Layer[]): Layer[] => stack.flatMap((layer) => [layer, ...layers(layer.handle?.stack ?? [])])
  for (const { route } of layers(app.router.stack as Layer[]))
    if (route && !mounted.has(route)) throw new Error(`The route ${route.path} does not say whom it lets in: mount it.`)
}
