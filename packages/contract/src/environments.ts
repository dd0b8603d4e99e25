import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { nothing } from './parts.ts'

export const Environment = z.object({ key: z.string(), name: z.string(), live: z.boolean() })
export type Environment = z.infer<typeof Environment>

export const environments = {
  list: endpoint('signed in')
    .route({ method: 'GET', path: '/environments', summary: 'All environments' })
    .input(nothing)
    .output(z.array(Environment)),
}
