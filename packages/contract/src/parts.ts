import { z } from 'zod'
import { issue } from '@tailorbird/flow/words/issue'

export const Id = z.uuid(issue('input.id'))
/** ISO 8601 with time zone. */
export const Moment = z.iso.datetime({ offset: true })
export const nothing = z.object({})
export const byId = z.object({ id: Id })
/** A name a person gives something. */
export const Name = z.string().trim().min(1, issue('input.no-name')).max(120, issue('input.long-name'))
/** Where something is used: shown before it is deleted. */
export const Usage = z.object({
  kind: z.enum(['flow', 'alias', 'connection', 'record']),
  id: z.string(),
  name: z.string(),
})
