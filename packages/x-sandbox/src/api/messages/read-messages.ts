import type { DmEvent } from '../../world/direct-messages.ts'
import type { Endpoint, UserCall } from '../call/call.ts'
import type { Reading } from '../call/reading.ts'
import type { Reply } from '../../http/reply.ts'
import { charge, prices } from '../call/credits.ts'
import { invalidRequest, notFoundError, refusals } from '../call/refusals.ts'
import { json } from '../../http/reply.ts'
import { pageOf, readSize, readWish } from '../call/paging.ts'
import { pairId } from '../../world/direct-messages.ts'
import { readingOf } from '../call/reading.ts'
import { readScopes } from '../call/call.ts'
import { requireId } from '../posts/get-posts.ts'
import { showEach } from '../show/includes.ts'
import { showMedia } from '../show/show-media.ts'
import { showUser } from '../show/show-user.ts'

const face = { method: 'GET', scopes: [...readScopes, 'dm.read'], level: 'dm' } as const
const pageParams = ['max_results', 'pagination_token', 'event_types']
const eventTypes = ['MessageCreate', 'ParticipantsJoin', 'ParticipantsLeave']

export const getMessages: Endpoint = {
  ...face,
  path: '/2/dm_events',
  auth: 'user',
  run: (call) => answerEvents(call, () => true),
}

export const getMessagesWith: Endpoint = {
  ...face,
  path: '/2/dm_conversations/with/:participant_id/dm_events',
  auth: 'user',
  run(call) {
    const id = pairId(call.user.id, requireId(call.params['participant_id'] ?? '', 'participant_id'))
    return answerEvents(call, (event) => event.conversationId === id)
  },
}

export const getMessagesIn: Endpoint = {
  ...face,
  path: '/2/dm_conversations/:id/dm_events',
  auth: 'user',
  run: (call) => answerEvents(call, (event) => event.conversationId === call.params['id']),
}

export const getMessage: Endpoint = {
  ...face,
  path: '/2/dm_events/:event_id',
  auth: 'user',
  run(call) {
    const reading = readingOf(call.incoming.query, call.world)
    const event = ownEvent(call)
    if (!event) {
      const value = call.params['event_id'] ?? ''
      return json(200, { errors: [notFoundError({ resource: 'dm_event', parameter: 'event_id', value })] })
    }
    return json(200, { data: showEvent(call, event, reading), ...includesFor(call, [event], reading) })
  },
}

/** Takes a message away from oneself; the others keep it. */
export const deleteMessage: Endpoint = {
  method: 'DELETE',
  path: '/2/dm_events/:event_id',
  auth: 'user',
  scopes: [...readScopes, 'dm.write'],
  level: 'dm',
  run(call) {
    const event = ownEvent(call)
    if (!event) throw refusals.dmNotPermitted()
    call.world.dms.hide(call.user.id, event.id)
    call.world.changed()
    return json(200, { data: { deleted: true } })
  },
}

function ownEvent({ world, user, params }: UserCall): DmEvent | undefined {
  const id = requireId(params['event_id'] ?? '', 'event_id')
  return world.dms.seenBy(user.id).find((event) => event.id === id)
}

/** Newest first, from what this account can see. */
function answerEvents(call: UserCall, keep: (event: DmEvent) => boolean): Reply {
  const { world, incoming, user, app } = call
  const reading = readingOf(incoming.query, world, pageParams)
  const types = readTypes(incoming.query)
  const wish = readWish(incoming.query, readSize(incoming.query, { least: 1, most: 100, usual: 100 }))
  const page = pageOf(world.dms.seenBy(user.id), wish, (event) => types.includes(event.type) && keep(event))
  charge(app, prices.ownItem * page.items.length)
  return json(200, {
    ...(page.items.length > 0 ? { data: page.items.map((event) => showEvent(call, event, reading)) } : {}),
    ...includesFor(call, page.items, reading),
    meta: {
      result_count: page.items.length,
      ...(page.nextToken ? { next_token: page.nextToken } : {}),
      ...(page.previousToken ? { previous_token: page.previousToken } : {}),
    },
  })
}

function readTypes(query: URLSearchParams): string[] {
  const given = query.get('event_types')
  if (given === null) return eventTypes
  const types = given.split(',')
  if (types.every((type) => eventTypes.includes(type))) return types
  const message = `The \`event_types\` query parameter value [${given}] is not one of [${eventTypes.join(',')}]`
  throw invalidRequest(message, { event_types: [given] })
}

/** `id`, `event_type` and `text` always; participants only for joining and leaving, since 2025-06. */
function showEvent({ world }: UserCall, event: DmEvent, reading: Reading): Record<string, unknown> {
  const shown: Record<string, unknown> = { id: event.id, event_type: event.type }
  if (event.type === 'MessageCreate') shown['text'] = event.text
  const wants = (name: string) => reading.dm.has(name) || reading.expansions.has(name)
  if (wants('created_at')) shown['created_at'] = new Date(event.at).toISOString()
  if (wants('dm_conversation_id')) shown['dm_conversation_id'] = event.conversationId
  if (wants('sender_id')) shown['sender_id'] = event.senderId
  if (event.type !== 'MessageCreate' && wants('participant_ids')) shown['participant_ids'] = event.participantIds
  const keys = event.mediaIds.map((id) => world.media.byId(id)?.key).filter((key) => key !== undefined)
  if (keys.length > 0 && (wants('attachments') || wants('attachments.media_keys'))) {
    shown['attachments'] = { media_keys: keys }
  }
  return shown
}

function includesFor({ world }: UserCall, events: readonly DmEvent[], reading: Reading) {
  const users = new Set<string>()
  const media = new Set<string>()
  for (const event of events) {
    if (reading.expansions.has('sender_id')) users.add(event.senderId)
    if (reading.expansions.has('participant_ids')) for (const id of event.participantIds) users.add(id)
    if (reading.expansions.has('attachments.media_keys')) for (const id of event.mediaIds) media.add(id)
  }
  const includes = {
    ...(users.size > 0
      ? {
          users: showEach(
            users,
            (id) => world.accounts.byId(id),
            (account) => showUser(world, account, reading),
          ),
        }
      : {}),
    ...(media.size > 0
      ? {
          media: showEach(
            media,
            (id) => world.media.byId(id),
            (item) => showMedia(world, item, reading),
          ),
        }
      : {}),
  }
  return Object.keys(includes).length > 0 ? { includes } : {}
}
