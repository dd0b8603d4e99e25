import type { Account } from '../world/accounts.ts'
import type { Reply } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import { html } from '../markup/html.ts'
import { page } from '../markup/page.ts'
import { postCard, speakerSelect } from './post-card.ts'

/** A page of posts; older ones are behind a link, so that the page stays quick after a load test. */
const pageSize = 50

interface TimelineWish {
  /** Only this account's posts; all when absent. */
  account?: Account | undefined
  /** How many newer posts to pass over. */
  skip?: number
  /** What went wrong with a form. */
  problem?: string | undefined
}

/** Everybody's posts, newest first, and a form to post as anybody. */
export function timelinePage(world: World, { account, skip = 0, problem }: TimelineWish): Reply {
  const all = account ? world.posts.by(account.id) : world.posts.all()
  const accounts = world.accounts.all()
  const speakers = account ? [account, ...accounts.filter((one) => one !== account)] : accounts
  const end = Math.max(0, all.length - skip)
  const shown = all.slice(Math.max(0, end - pageSize), end).toReversed()
  const older = end > pageSize ? `${account ? `/@${account.username}` : '/'}?skip=${skip + pageSize}` : null
  const body = html` <h1>${account ? account.name : 'Posts'}</h1>
    ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <nav aria-label="Accounts" class="filter">
      <a href="/" ${!account && html` aria-current="page"`}>Everybody</a>
      ${accounts.map((one) => html`<a href="/@${one.username}" ${one === account && html` aria-current="page"`}><img src="/avatars/${one.username}.svg" alt="" width="24" height="24" />${one.name}</a>`)}
    </nav>
    <form class="card compose" method="post" action="/posts">
      <label>Post as ${speakerSelect(speakers)}</label>
      <label
        ><span class="unseen">Text of the post</span
        ><textarea name="text" rows="3" required placeholder="What happens?"></textarea>
      </label>
      <button class="main">Post</button>
    </form>
    <section id="live" aria-label="Timeline">
      ${shown.length === 0 && html`<p class="empty">No posts yet. Post something here, or let a flow do it.</p>`}
      ${shown.map((post) => postCard(world, post, speakers))}
      ${older && html`<p><a href="${older}">Older posts</a></p>`}
    </section>`
  const title = account ? `${account.name} (@${account.username})` : 'Posts'
  return page({ title, at: 'posts', body, status: problem ? 400 : 200 })
}
