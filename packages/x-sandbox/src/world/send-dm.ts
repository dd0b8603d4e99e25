import type { Account } from './accounts.ts'
import type { DmEvent } from './direct-messages.ts'
import type { MediaItem } from './media-item.ts'
import type { World } from './world.ts'
import { pairId } from './direct-messages.ts'

interface Message {
  sender: Account
  text: string
  media: readonly MediaItem[]
}

/** Sends to one other account, in the conversation of the two. */
export function sendDm(world: World, message: Message & { to: readonly [Account] }): DmEvent {
  const [recipient] = message.to
  const id = pairId(message.sender.id, recipient.id)
  world.dms.open(id, [message.sender.id, recipient.id])
  return sendDmIn(world, id, message)
}

/** Opens a group with a first message; everybody's joining is an event of its own. */
export function openDmGroup(world: World, message: Message & { to: readonly Account[] }): DmEvent {
  const participantIds = [message.sender, ...message.to].map((account) => account.id)
  const { id } = world.dms.open(world.ids.next(), participantIds)
  addEvent(world, { type: 'ParticipantsJoin', conversationId: id, participantIds, ...message, text: '', media: [] })
  return sendDmIn(world, id, message)
}

/** Sends in a conversation that exists. */
export function sendDmIn(world: World, conversationId: string, message: Message): DmEvent {
  for (const item of message.media) item.used = true
  return addEvent(world, { type: 'MessageCreate', conversationId, participantIds: [], ...message })
}

type NewEvent = Message & Pick<DmEvent, 'type' | 'conversationId' | 'participantIds'>

function addEvent(world: World, { sender, text, media, type, conversationId, participantIds }: NewEvent): DmEvent {
  const event: DmEvent = {
    id: world.ids.next(),
    type,
    conversationId,
    senderId: sender.id,
    text,
    mediaIds: media.map((item) => item.id),
    participantIds,
    at: world.clock.now(),
  }
  world.dms.add(event)
  world.changed()
  return event
}
