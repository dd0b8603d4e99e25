import type { RunEvent } from '@tailorbird/contract/runs'
import { isFinal } from '@tailorbird/flow/run/run-status'
import { stepKey } from '@tailorbird/flow/run/step-ref'
import { plainRoutes } from '@tailorbird/contract/plain-routes'
import { Router } from 'express'
import { z } from 'zod'
import { type Asked, mount } from '../guards/mount.ts'
import { notFound } from '../../ground/refusal.ts'
import { findRun, findSteps } from '../../runs/read/read-runs.ts'
import type { HttpDeps } from '../context/http-deps.ts'

/** Keeps proxies from closing a quiet stream. Milliseconds. */
const KEEP_ALIVE_MS = 20_000

/** `GET /runs/{id}/events`: a run as it happens, in whichever process (Server-Sent Events, event `run`, data `RunEvent`).
 *  First everything, then after each change everything that changed since. The stream ends with the run. */
export function runEventRoutes(deps: HttpDeps): Router {
  const routes = Router()
  mount(routes, plainRoutes.runEvents, (asked) => streamRun(deps, asked), deps)
  return routes
}

async function streamRun(deps: HttpDeps, { req, res }: Asked) {
  const { data: runId } = z.uuid().safeParse(req.params['id'])
  const run = runId === undefined ? undefined : await findRun(deps.db, runId)
  if (!run) throw notFound('This run')
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  const stream = new RunStream(deps, run.id, (event) => res.write(`event: run\ndata: ${JSON.stringify(event)}\n\n`))
  const keepAlive = setInterval(() => res.write(': still here\n\n'), KEEP_ALIVE_MS)
  const unwatch = deps.runner.watch.watch(run.id, () => void stream.changed())
  res.on('close', () => {
    clearInterval(keepAlive)
    unwatch()
  })
  await stream.changed()
  stream.onEnd(() => res.end())
}

/** Reads a run after each change and sends what is new. Changes that come while it reads are one more reading. */
class RunStream {
  readonly #deps: HttpDeps
  readonly #runId: string
  readonly #send: (event: RunEvent) => void
  readonly #sent = new Map<string, string>()
  #reading: Promise<void> | undefined
  #again = false
  #ended = false
  #end: () => void = () => undefined

  constructor(deps: HttpDeps, runId: string, send: (event: RunEvent) => void) {
    this.#deps = deps
    this.#runId = runId
    this.#send = send
  }

  changed(): Promise<void> {
    if (this.#reading) {
      this.#again = true
      return this.#reading
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined
      if (!this.#again) return
      this.#again = false
      void this.changed()
    })
    return this.#reading
  }

  onEnd(end: () => void) {
    this.#end = end
    if (this.#ended) end()
  }

  async #read(): Promise<void> {
    try {
      const [run, steps] = await Promise.all([
        findRun(this.#deps.db, this.#runId),
        findSteps(this.#deps.db, this.#runId),
      ])
      if (!run || this.#ended) return
      const fresh = steps.filter((step) => {
        const text = JSON.stringify(step)
        const place = stepKey(step)
        if (this.#sent.get(place) === text) return false
        this.#sent.set(place, text)
        return true
      })
      this.#send({ run, steps: fresh })
      if (!isFinal(run.status)) return
      this.#ended = true
      this.#end()
    } catch (error) {
      // The next change reads again; the browser asks anew if the stream breaks.
      this.#deps.log.warn({ err: error, runId: this.#runId }, 'a watched run could not be read')
    }
  }
}
