import { sql } from 'drizzle-orm'
import { plainRoutes } from '@tailorbird/contract/plain-routes'
import { Router } from 'express'
import { Registry, collectDefaultMetrics } from 'prom-client'
import { mount } from '../guards/mount.ts'
import type { HttpDeps } from '../context/http-deps.ts'
import { type Measure, requestSeconds } from '../requests/request-metrics.ts'

/** `GET /health` for whoever restarts us, and `GET /metrics` for Prometheus, on this machine or signed in. */
export function healthRoutes({ db, log }: HttpDeps): { routes: Router; measure: Measure } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'tailorbird_' })
  const routes = Router()
  mount(routes, plainRoutes.health, async ({ res }) => {
    res.setHeader('cache-control', 'no-store')
    try {
      await db.execute(sql`select 1`)
      res.json({ status: 'ok' })
    } catch (error) {
      log.error({ err: error }, 'the database does not answer')
      res.status(503).json({ status: 'no database' })
    }
  })
  mount(routes, plainRoutes.metrics, async ({ res }) => {
    res.type(registry.contentType).send(await registry.metrics())
  })
  return { routes, measure: requestSeconds(registry) }
}
