import { nextFires } from '@tailorbird/nodes/start/next-fires'
import { signedIn } from '../context/context.ts'

export const schedules = {
  preview: signedIn.schedules.preview.handler(({ input }) => ({
    next: nextFires(input.schedule, new Date(), 5).map((at) => at.toISOString()),
  })),
}
