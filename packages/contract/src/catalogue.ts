import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { nothing } from './parts.ts'

export const catalogue = {
  list: endpoint('signed in')
    .route({ method: 'GET', path: '/catalogue', summary: 'Every node there is, as data' })
    .input(nothing)
    .output(z.array(z.custom<NodeDescription>((node) => typeof node === 'object' && node !== null))),
}
