import { z } from 'zod'
import type { Account } from '../../world/accounts.ts'
import type { DmEvent } from '../../world/direct-messages.ts'
import type { Endpoint, UserCall } from '../call/call.ts'
import type { MediaItem } from '../../world/media-item.ts'
import type { Reply } from '../../http/reply.ts'
import { charge, prices } from '../call/credits.ts'
import { idSchema } from '../call/post-body.ts'
import { invalidRequest, refusals } from '../call/refusals.ts'
import { isReady } from '../../world/media-item.ts'
import { json } from '../../http/reply.ts'
import { openDmGroup, sendDm, sendDmIn } from '../../world/send-dm.ts'
import { readJson } from '../call/read-body.ts'
import { readScopes } from '../call/call.ts'

const face = { method: 'POST', scopes: [...readScopes, 'dm.write'], level: 'dm' } as const

/** The limit of X's DM product; the spec names none. */
const longestText = 10_000

const messageSchema = z.strictObject({
  text: z.string().min(1).optional(),
  attachments: z
    .array(z.strictObject({ media_id: idSchema }))
    .length(1)
    .optional(),
})

const groupSchema = z.strictObject({
  conversation_type: z.literal('Group'),
  participant_ids: z.array(idSchema).min(2).max(49),
  message: messageSchema,
})

export const sendMessageTo: Endpoint = {
  ...face,
  path: '/2/dm_conversations/with/:participant_id/messages',
  auth: 'user',
  run(call) {
    const message = readMessage(call, readJson(call.incoming, messageSchema))
    const recipient = recipientOf(call, call.params['participant_id'] ?? '')
    return sent(call, sendDm(call.world, { ...message, to: [recipient] }))
  },
}

export const openMessageGroup: Endpoint = {
  ...face,
  path: '/2/dm_conversations',
  auth: 'user',
  run(call) {
    const wish = readJson(call.incoming, groupSchema)
    const message = readMessage(call, wish.message)
    const to = [...new Set(wish.participant_ids)].map((id) => recipientOf(call, id))
    return sent(call, openDmGroup(call.world, { ...message, to }))
  },
}

export const sendMessageIn: Endpoint = {
  ...face,
  path: '/2/dm_conversations/:dm_conversation_id/messages',
  auth: 'user',
  run(call) {
    const message = readMessage(call, readJson(call.incoming, messageSchema))
    const id = call.params['dm_conversation_id'] ?? ''
    const conversation = call.world.dms.conversation(id)
    if (conversation) {
      if (!conversation.participantIds.includes(call.user.id)) throw refusals.dmNotPermitted()
      for (const other of conversation.participantIds) if (other !== call.user.id) recipientOf(call, other)
      return sent(call, sendDmIn(call.world, id, message))
    }
    // A conversation of two needs no opening: its id says who they are.
    const [, a, b] = /^(\d{1,19})-(\d{1,19})$/.exec(id) ?? []
    const other = a === call.user.id ? b : b === call.user.id ? a : undefined
    if (other === undefined) throw refusals.dmNotPermitted()
    return sent(call, sendDm(call.world, { ...message, to: [recipientOf(call, other)] }))
  },
}

function sent({ app }: UserCall, event: DmEvent): Reply {
  charge(app, prices.other)
  return json(201, { data: { dm_conversation_id: event.conversationId, dm_event_id: event.id } })
}

/** Throws X's 403 when the account is unknown, oneself, or takes no messages from strangers. */
function recipientOf({ world, user }: UserCall, id: string): Account {
  const account = world.accounts.byId(id)
  if (!account || account.id === user.id || !account.acceptsDms) throw refusals.dmNotAllowed()
  return account
}

function readMessage({ world, user }: UserCall, { text = '', attachments = [] }: z.infer<typeof messageSchema>) {
  if (!text && attachments.length === 0) throw invalidRequest('$.text: is missing but it is required')
  if (text.length > longestText) throw invalidRequest(`$.text: may only be ${longestText} characters long`)
  const media: MediaItem[] = attachments.map(({ media_id }) => {
    const item = world.media.byId(media_id)
    const fits = item && item.ownerId === user.id && isReady(item, world.clock.now()) && item.category.startsWith('dm_')
    if (!fits) throw refusals.mediaIdsInvalid([media_id])
    return item
  })
  return { sender: user, text, media }
}
