import type { Account } from '../world/accounts.ts'
import type { MediaItem } from '../world/media-item.ts'
import type { Post } from '../world/post.ts'
import type { World } from '../world/world.ts'
import { html } from '../markup/html.ts'
import { kindOf } from '../world/media-item.ts'
import { timeElement } from './time-element.ts'
import { writtenText } from './written-text.ts'

/** One post as the timeline shows it, with its pictures and a way to answer. */
export function postCard(world: World, post: Post, speakers: readonly Account[]) {
  const source = post.repostsId ? world.posts.byId(post.repostsId) : undefined
  const shown = source ?? post
  const author = world.accounts.byId(shown.authorId)
  if (!author) return null
  const reposter = source && world.accounts.byId(post.authorId)
  return html`<article class="post" id="post-${post.id}">
    ${reposter && html`<p class="quiet context">${reposter.name} reposted</p>`}
    ${shown.repliesToId && context(world, shown)}
    <img class="avatar" src="/avatars/${author.username}.svg" alt="" width="44" height="44" />
    <div class="words">
      <p class="byline">
        <a href="/@${author.username}"><b>${author.name}</b> <span class="quiet">@${author.username}</span></a>
        <span class="quiet">${timeElement(shown.at, world.clock.now())}</span>
      </p>
      ${shown.written && html`<p class="text">${writtenText(shown)}</p>`}
      ${shown.mediaIds.length > 0 && html`<div class="media count-${shown.mediaIds.length}">${shown.mediaIds.map((id) => picture(world.media.byId(id)))}</div>`}
      ${
        shown.poll &&
        html`<ul class="poll">
          ${shown.poll.options.map((option) => html`<li>${option}</li>`)}
        </ul>`
      }
      ${shown.quotesId && quote(world, shown.quotesId)} ${facts(world, shown)}
      ${!source && answerForm(shown, author, speakers)}
    </div>
  </article>`
}

function context(world: World, post: Post) {
  const target = post.repliesToId ? world.posts.byId(post.repliesToId) : undefined
  const author = target && world.accounts.byId(target.authorId)
  if (!target || !author) return html`<p class="quiet context">Reply to a post that was deleted</p>`
  return html`<p class="quiet context">
    Reply to <a href="#post-${target.id}">@${author.username}</a>: ${target.written.slice(0, 60)}
  </p>`
}

function picture(item: MediaItem | undefined) {
  if (!item) return null
  const address = `/media/${item.id}`
  const label = item.altText ?? ''
  if (kindOf(item) === 'video') {
    return html`<figure>
      <video controls preload="metadata" src="${address}" aria-label="${label || 'Video without description'}"></video
      >${altNote(item)}
    </figure>`
  }
  const size = item.width && item.height ? html` width="${item.width}" height="${item.height}"` : null
  return html`<figure>
    <a href="${address}" aria-label="${label || 'Picture without description'}, open"
      ><img src="${address}" alt="${label}" ${size} loading="lazy" /></a
    >${altNote(item)}
  </figure>`
}

function altNote(item: MediaItem) {
  return html`<figcaption class="quiet">
    ${item.altText ? html`<abbr title="Alternative text">ALT</abbr> ${item.altText}` : 'No description'}
  </figcaption>`
}

function quote(world: World, id: string) {
  const post = world.posts.byId(id)
  const author = post && world.accounts.byId(post.authorId)
  if (!post || !author) return html`<blockquote class="quiet">The quoted post was deleted</blockquote>`
  return html`<blockquote>
    <b>${author.name}</b> <span class="quiet">@${author.username}</span><br />${writtenText(post)}
  </blockquote>`
}

/** Only what there is: a quiet post has no row of zeros. */
function facts(world: World, post: Post) {
  const counts = [
    [world.posts.repliesTo(post.id).length, 'reply', 'replies'],
    [world.posts.repostsOf(post.id).length, 'repost', 'reposts'],
    [world.likes.count(post.id), 'like', 'likes'],
    [world.posts.quotesOf(post.id).length, 'quote', 'quotes'],
  ] as const
  const words = counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`)
  if (post.replySettings !== 'everyone') words.push(`replies: ${post.replySettings}`)
  if (post.madeWithAi) words.push('made with AI')
  if (post.paidPartnership) words.push('paid partnership')
  if (post.history.length > 1) words.push('edited')
  return words.length > 0 && html`<p class="quiet facts">${words.join(' · ')}</p>`
}

function answerForm(post: Post, author: Account, speakers: readonly Account[]) {
  return html`<details class="answer">
    <summary>Reply<span class="unseen"> to @${author.username}: ${post.written.slice(0, 30)}</span></summary>
    <form method="post" action="/posts">
      <input type="hidden" name="in_reply_to" value="${post.id}" />
      <label>As ${speakerSelect(speakers.filter((one) => one.id !== author.id).concat(author))}</label>
      <label>Reply<textarea name="text" rows="2" required></textarea></label>
      <button class="main">Reply</button>
    </form>
  </details>`
}

export function speakerSelect(speakers: readonly Account[], name = 'username') {
  return html`<select name="${name}">
    ${speakers.map((one) => html`<option value="${one.username}">${one.name}</option>`)}
  </select>`
}
