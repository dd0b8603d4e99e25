import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RunFilter } from '@tailorbird/contract/runs'
import { plainRoutes } from '@tailorbird/contract/plain-routes'
import { Router } from 'express'
import { z } from 'zod'
import { type Asked, mount } from '../guards/mount.ts'
import { notFound, wrongFields } from '../../ground/refusal.ts'
import { exportRuns } from '../../runs/read/export-runs.ts'
import { findPosts } from '../../runs/read/read-posts.ts'
import { countRuns, findGraph, findRun, findSteps } from '../../runs/read/read-runs.ts'
import { redact } from '../../runs/read/redact.ts'
import type { HttpDeps } from '../context/http-deps.ts'
import { said } from '../../words/said.ts'
import { inPlainWords } from '../errors/plain-words.ts'

const Asked = RunFilter.extend({ format: z.enum(['csv', 'jsonl']).default('csv') })

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' }

/** `GET /runs/export?format=csv|jsonl&…`: the runs of a filter as a file, as long as it may be; the header `x-runs` says
 *  how many there are. `GET /runs/{id}/download`: one run with all that is known of it, as JSON. */
export function runFileRoutes(deps: HttpDeps): Router {
  const routes = Router()
  mount(routes, plainRoutes.exportRuns, (asked) => sendExport(deps, asked))
  mount(routes, plainRoutes.downloadRun, (asked) => sendRun(deps, asked), deps)
  return routes
}

async function sendExport({ db, config, log }: HttpDeps, { req, res, caller }: Asked) {
  const asked = Asked.safeParse(req.query)
  if (!asked.success) {
    throw wrongFields(
      asked.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        wrong: inPlainWords(issue.path.join('.'), issue),
      })),
    )
  }
  const { format, ...filter } = asked.data
  const day = new Date().toISOString().slice(0, 10)
  res.set({
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="runs-${day}.${format}"`,
    'x-runs': String(await countRuns(caller, db, filter)),
    'x-content-type-options': 'nosniff',
  })
  const { sandboxUrl = '', publicUrl } = config
  try {
    await pipeline(Readable.from(exportRuns(caller, db, { filter, format, sandboxUrl, publicUrl })), res)
  } catch (error) {
    // Whoever has gone has seen enough. A file that breaks off is better than one that only seems to be whole.
    if (!res.destroyed && !res.closed) throw error
    log.warn({ err: error }, 'an export of runs broke off')
  }
}

async function sendRun({ db, config }: HttpDeps, { req, res }: Asked) {
  const { data: id } = z.uuid().safeParse(req.params['id'])
  const run = id === undefined ? undefined : await findRun(db, id)
  if (!run) throw notFound(said('not-found.run'))
  const [steps, graph, posts] = await Promise.all([
    findSteps(db, run.id),
    findGraph(db, run.id),
    findPosts(db, { runIds: [run.id], sandboxUrl: config.sandboxUrl ?? '' }),
  ])
  const told = { format: 'tailorbird.run/1', downloadedAt: new Date().toISOString(), run, posts, steps, graph }
  res.set({
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="run-${run.id}.json"`,
    'x-content-type-options': 'nosniff',
  })
  res.send(JSON.stringify(redact(told), null, 2))
}
