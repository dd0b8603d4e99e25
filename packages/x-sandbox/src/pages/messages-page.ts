import type { DmEvent } from '../world/direct-messages.ts'
import type { Reply } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import { html } from '../markup/html.ts'
import { page } from '../markup/page.ts'
import { speakerSelect } from './post-card.ts'
import { timeElement } from './time-element.ts'

/** The last messages of a conversation that are shown. */
const newest = 50

/** Direct messages by conversation, the most recent first, and a form to write as anybody to anybody. */
export function messagesPage(world: World, problem?: string): Reply {
  const accounts = world.accounts.all()
  const conversations = world.dms
    .conversations()
    .map(({ id, participantIds }) => ({ participantIds, events: world.dms.in(id).slice(-newest) }))
    .toSorted((a, b) => (b.events.at(-1)?.at ?? 0) - (a.events.at(-1)?.at ?? 0))
  const body = html` <h1>Messages</h1>
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <form class="card compose" method="post" action="/messages">
      <label>From ${speakerSelect(accounts, 'from')}</label>
      <label>To ${speakerSelect([...accounts.slice(1), ...accounts.slice(0, 1)], 'to')}</label>
      <label
        ><span class="unseen">Message</span
        ><textarea name="text" rows="2" required placeholder="Write a message"></textarea>
      </label>
      <button class="main">Send</button>
    </form>
    <section id="live" aria-label="Conversations">
      ${conversations.length === 0 && html`<p class="empty">No messages yet.</p>`}
      ${conversations.map(
        ({ participantIds, events }) =>
          html`<section class="conversation">
            <h2>${participantIds.map((id) => world.accounts.byId(id)?.name ?? id).join(' and ')}</h2>
            ${events.map((event) => messageRow(world, event))}
          </section>`,
      )}
    </section>`
  return page({ title: 'Messages', at: 'messages', body, status: problem ? 400 : 200 })
}

function messageRow(world: World, event: DmEvent) {
  const sender = world.accounts.byId(event.senderId)
  if (!sender) return null
  const time = timeElement(event.at, world.clock.now())
  if (event.type !== 'MessageCreate') return html`<p class="quiet">${sender.name} opened the group · ${time}</p>`
  return html`<div class="message">
    <img src="/avatars/${sender.username}.svg" alt="" width="32" height="32" />
    <div>
      <p class="byline"><b>${sender.name}</b> <span class="quiet">${time}</span></p>
      ${event.text && html`<p class="text">${event.text}</p>`}
      ${event.mediaIds.map((id) => html`<img class="attached" src="/media/${id}" alt="${world.media.byId(id)?.altText ?? 'Attached picture'}" />`)}
    </div>
  </div>`
}
