import { z } from 'zod'

export const Id = z.uuid('This is not an id.')
/** ISO 8601 with time zone. */
export const Moment = z.iso.datetime({ offset: true })
export const nothing = z.object({})
export const byId = z.object({ id: Id })
/** A name a person gives something. */
export const Name = z.string().trim().min(1, 'Give it a name.').max(120, 'At most 120 characters.')
/** Where something is used: shown before it is deleted. */
export const Usage = z.object({
  kind: z.enum(['flow', 'alias', 'connection', 'record']),
  id: z.string(),
  name: z.string(),
})
