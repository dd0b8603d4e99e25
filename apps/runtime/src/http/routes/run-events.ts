import { plainRoutes } from '@tailorbird/contract/plain-routes'
import { type Request, Router } from 'express'
import { z } from 'zod'
import { notFound } from '../../ground/refusal.ts'
import { RunFollower } from '../../runs/read/run-follower.ts'
import { findRun } from '../../runs/read/read-runs.ts'
import type { HttpDeps } from '../context/http-deps.ts'
import { type Asked, mount } from '../guards/mount.ts'
import { said } from '../../words/said.ts'

/** Keeps proxies from closing a quiet stream. Milliseconds. */
const KEEP_ALIVE_MS = 20_000

/** `GET /runs/{id}/events`: a run as it happens, in whichever process (Server-Sent Events, event `run`, data `RunEvent`).
 *  First everything, or what changed since the number that the header `Last-Event-ID` or `?since=` names; then after each
 *  change what changed. The id of an event is the number to go on from. The stream ends with the run. */
export function runEventRoutes(deps: HttpDeps): Router {
  const routes = Router()
  mount(routes, plainRoutes.runEvents, (asked) => streamRun(deps, asked), deps)
  return routes
}

async function streamRun(deps: HttpDeps, { req, res }: Asked) {
  const { data: runId } = z.uuid().safeParse(req.params['id'])
  const run = runId === undefined ? undefined : await findRun(deps.db, runId)
  if (!run) throw notFound(said('not-found.run'))
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  const follower = new RunFollower({
    ...{ db: deps.db, log: deps.log, runId: run.id, since: sinceOf(req) },
    send: (event, seq) => res.write(`id: ${seq}\nevent: run\ndata: ${JSON.stringify(event)}\n\n`),
    ended: () => res.end(),
  })
  const keepAlive = setInterval(() => res.write(': still here\n\n'), KEEP_ALIVE_MS)
  const unwatch = deps.runner.watch.watch(run.id, () => void follower.changed())
  res.on('close', () => {
    clearInterval(keepAlive)
    unwatch()
  })
  await follower.changed()
}

/** What is no number is as good as nothing: then everything is sent. */
function sinceOf(req: Request): number {
  const { data } = z.stringFormat('seq', /^\d{1,10}$/).safeParse(req.get('last-event-id') ?? req.query['since'])
  return data === undefined ? -1 : Number(data)
}
