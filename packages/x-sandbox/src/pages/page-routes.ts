import { readFileSync } from 'node:fs'
import type { ControlRoute } from '../control/control-route.ts'
import type { Reply } from '../http/reply.ts'
import { accountNamed } from '../control/speak.ts'
import { avatar, icon } from './avatar.ts'
import { faultsPage } from './faults-page.ts'
import { keysPage } from './keys-page.ts'
import { messagesPage } from './messages-page.ts'
import { notHere } from '../control/control-route.ts'
import { redirect, text } from '../http/reply.ts'
import { requestsPage } from './requests-page.ts'
import { timelinePage } from './timeline-page.ts'

const read = (name: string) => readFileSync(new URL(`../markup/${name}`, import.meta.url), 'utf8')
const style = ['frame.css', 'forms.css', 'posts.css'].map(read).join('\n')
const script = read('page.js')

/** What a person may look at, and the files that come with it. */
export const pageRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/',
    run({ sandbox: { world }, incoming }) {
      const username = incoming.query.get('account')
      if (username) return redirect(`/@${encodeURIComponent(username.replace(/^@/, ''))}`)
      return timelinePage(world, { skip: skipOf(incoming.query) })
    },
  },
  { method: 'GET', path: '/messages', run: ({ sandbox }) => messagesPage(sandbox.world) },
  { method: 'GET', path: '/requests', run: ({ sandbox }) => requestsPage(sandbox.log) },
  { method: 'GET', path: '/faults', run: ({ sandbox }) => faultsPage(sandbox) },
  { method: 'GET', path: '/keys', run: ({ sandbox }) => keysPage(sandbox.world) },
  { method: 'GET', path: '/media/:id', run: ({ sandbox, params }) => mediaFile(sandbox.world, params['id'] ?? '') },
  {
    method: 'GET',
    path: '/:handle',
    run({ sandbox: { world }, incoming, params }) {
      const handle = params['handle'] ?? ''
      if (!handle.startsWith('@')) throw notHere('There is no such page in the sandbox.')
      return timelinePage(world, { account: accountNamed(world, handle), skip: skipOf(incoming.query) })
    },
  },
]

/** Also served on X's own host names, for the consent pages there. */
export const assetRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/assets/style.css', run: () => text(200, style, 'text/css; charset=utf-8') },
  { method: 'GET', path: '/assets/page.js', run: () => text(200, script, 'text/javascript; charset=utf-8') },
  { method: 'GET', path: '/assets/icon.svg', run: () => icon() },
  {
    method: 'GET',
    path: '/avatars/:file',
    run: ({ sandbox: { world }, params }) => avatar(accountNamed(world, (params['file'] ?? '').replace(/\.svg$/, ''))),
  },
]

function skipOf(query: URLSearchParams): number {
  const skip = Number(query.get('skip') ?? 0)
  return Number.isInteger(skip) && skip > 0 ? skip : 0
}

type MediaWorld = Parameters<typeof timelinePage>[0]

async function mediaFile(world: MediaWorld, id: string): Promise<Reply> {
  const item = world.media.byId(id)
  const bytes = item && (await world.media.shelf.get(id))
  if (!item || !bytes) throw notHere('There is no such picture or video.')
  // Only types that were read from the bytes are named; anything else must not be interpreted.
  const shown = /^(image|video)\//.test(item.type ?? '') ? (item.type ?? '') : 'application/octet-stream'
  const headers = { 'content-type': shown, 'content-security-policy': "default-src 'none'; sandbox" }
  return { status: 200, headers: { ...headers, 'cache-control': 'private, max-age=3600' }, body: bytes }
}
