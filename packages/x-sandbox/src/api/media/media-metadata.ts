import { z } from 'zod'
import type { Endpoint } from '../call/call.ts'
import { idSchema } from '../call/post-body.ts'
import { json } from '../../http/reply.ts'
import { ownUpload } from './upload-media.ts'
import { readJson } from '../call/read-body.ts'

const metadataSchema = z.strictObject({
  id: idSchema,
  metadata: z.looseObject({ alt_text: z.strictObject({ text: z.string().max(1000) }).optional() }).optional(),
})

export const createMediaMetadata: Endpoint = {
  method: 'POST',
  path: '/2/media/metadata',
  auth: 'user',
  scopes: ['media.write'],
  level: 'write',
  run(call) {
    const { id, metadata = {} } = readJson(call.incoming, metadataSchema)
    const item = ownUpload(call, id)
    if (metadata.alt_text) {
      item.altText = metadata.alt_text.text
      call.world.changed()
    }
    return json(200, { data: { id, associated_metadata: metadata } })
  },
}
