import { z } from 'zod'

export const dmEventSchema = z.object({
  id: z.string(),
  type: z.enum(['MessageCreate', 'ParticipantsJoin', 'ParticipantsLeave']),
  conversationId: z.string(),
  senderId: z.string(),
  text: z.string(),
  mediaIds: z.array(z.string()),
  participantIds: z.array(z.string()),
  at: z.number(),
})

export type DmEvent = z.infer<typeof dmEventSchema>

export const dmConversationSchema = z.object({ id: z.string(), participantIds: z.array(z.string()) })

type DmConversation = z.infer<typeof dmConversationSchema>

/** Direct messages: conversations and what happened in them, oldest first. */
export class DirectMessages {
  readonly #conversations = new Map<string, DmConversation>()
  readonly #events = new Map<string, DmEvent[]>()
  readonly #byUser = new Map<string, DmEvent[]>()
  readonly #all: DmEvent[] = []

  /** Opens a conversation or returns the one there is. */
  open(id: string, participantIds: readonly string[]): DmConversation {
    let conversation = this.#conversations.get(id)
    if (!conversation) {
      conversation = { id, participantIds: [...participantIds] }
      this.#conversations.set(id, conversation)
    }
    return conversation
  }

  conversation(id: string): DmConversation | undefined {
    return this.#conversations.get(id)
  }

  conversations(): DmConversation[] {
    return [...this.#conversations.values()]
  }

  add(event: DmEvent): void {
    this.#all.push(event)
    listIn(this.#events, event.conversationId).push(event)
    for (const id of this.#conversations.get(event.conversationId)?.participantIds ?? []) {
      listIn(this.#byUser, id).push(event)
    }
  }

  in(conversationId: string): readonly DmEvent[] {
    return this.#events.get(conversationId) ?? []
  }

  seenBy(userId: string): readonly DmEvent[] {
    return this.#byUser.get(userId) ?? []
  }

  /** Takes an event away from one reader only, as deleting on X does. */
  hide(userId: string, eventId: string): void {
    const events = this.#byUser.get(userId)
    const at = events?.findIndex((event) => event.id === eventId) ?? -1
    if (events && at >= 0) events.splice(at, 1)
  }

  dump(): { conversations: DmConversation[]; events: DmEvent[] } {
    return { conversations: this.conversations(), events: [...this.#all] }
  }

  load(dump: { conversations: readonly DmConversation[]; events: readonly DmEvent[] }): void {
    for (const { id, participantIds } of dump.conversations) this.open(id, participantIds)
    for (const event of dump.events) this.add(event)
  }
}

/** The id of the conversation of two: smaller id, dash, larger id. */
export function pairId(a: string, b: string): string {
  return BigInt(a) < BigInt(b) ? `${a}-${b}` : `${b}-${a}`
}

function listIn(map: Map<string, DmEvent[]>, key: string): DmEvent[] {
  let list = map.get(key)
  if (!list) map.set(key, (list = []))
  return list
}
