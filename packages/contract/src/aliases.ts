import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id, Usage, byId, nothing } from './parts.ts'

export const Alias = z.object({
  id: Id,
  name: z.string(),
  bindings: z.array(z.object({ environment: z.string(), connectionId: Id })),
})
export type Alias = z.infer<typeof Alias>

const AliasName = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'An alias starts with a letter and has lower-case letters, digits and _ only, for example x_message.',
  )

export const aliases = {
  list: endpoint('connection.view')
    .route({ method: 'GET', path: '/aliases', summary: 'All aliases and what they lead to' })
    .input(nothing)
    .output(z.array(Alias)),
  create: endpoint('alias.bind')
    .route({ method: 'POST', path: '/aliases', summary: 'Add an alias' })
    .input(z.object({ name: AliasName }))
    .output(Alias),
  /** `connectionId` null: leads nowhere in this environment. (Not `bind`: every function of the client has one of those.) */
  setBinding: endpoint({ right: 'alias.bind', of: 'alias' })
    .route({ method: 'PUT', path: '/aliases/{id}/bindings/{environment}', summary: 'Bind an alias in an environment' })
    .input(z.object({ id: Id, environment: z.string(), connectionId: Id.nullable() }))
    .output(Alias),
  usage: endpoint({ right: 'connection.view', of: 'alias' })
    .route({ method: 'GET', path: '/aliases/{id}/usage', summary: 'Where an alias is used' })
    .input(byId)
    .output(z.array(Usage)),
  remove: endpoint({ right: 'alias.bind', of: 'alias' })
    .route({ method: 'DELETE', path: '/aliases/{id}', summary: 'Delete an alias that no flow uses' })
    .input(byId)
    .output(nothing),
}
