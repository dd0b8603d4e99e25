import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Schedule } from '@tailorbird/flow/fields/schedule'
import { Moment } from './parts.ts'

export const schedules = {
  preview: endpoint('signed in')
    .route({ method: 'POST', path: '/schedules/preview', summary: 'The next five times a schedule fires' })
    .input(z.object({ schedule: Schedule }))
    .output(z.object({ next: z.array(Moment) })),
}
