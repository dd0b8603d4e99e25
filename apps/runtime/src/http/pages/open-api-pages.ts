import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { Router } from 'express'
import { contract } from '@tailorbird/contract/contract'
import { plainRoutes } from '@tailorbird/contract/plain-routes'
import { mount } from '../guards/mount.ts'
import { apiReference } from './api-reference.ts'

/** `GET /api/openapi.json` and a page for people at `/api`, both made from the contract. */
export function openApiPages(publicUrl: string): Router {
  const routes = Router()
  let made: ReturnType<typeof describe> | undefined
  const description = () => (made ??= describe(publicUrl))
  mount(routes, plainRoutes.openApi, async ({ res }) => res.json(await description()))
  mount(routes, plainRoutes.apiReference, async ({ res }) => res.type('html').send(apiReference(await description())))
  return routes
}

function describe(publicUrl: string) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(contract, {
    info: {
      title: 'Tailorbird',
      version: '1',
      description:
        'Requests that change something need the header x-csrf-token with the token of GET /session. Refusals are application/problem+json. ' +
        'Files go to POST /attachments (multipart, field file) and come from GET /attachments/{id}/content; GET /runs/{id}/events streams a run (Server-Sent Events).',
    },
    servers: [{ url: `${publicUrl}/api` }],
  })
}
