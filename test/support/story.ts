import type { Connection } from '@tailorbird/contract/connections'
import type { Table } from '@tailorbird/contract/tables'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import type { Person } from './person.ts'

/** Goes through the consent as a browser would, and returns the attempt's id and where it ended. */
export async function consent(person: Person, { appId, username, decision = 'approve', connectionId }: Consent) {
  const attempt = await person.api.connections.beginConsent({
    appId,
    ...(connectionId !== undefined && { connectionId }),
  })
  const start = await person.ask(attempt.startUrl)
  const authorize = start.headers.get('location')
  if (authorize === null) throw new Error(`The start did not redirect: ${start.status} ${await start.text()}`)
  const page = await (await fetch(authorize)).text()
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>/g)]
  const form = new URLSearchParams(hidden.map(([, name = '', value = '']): [string, string] => [name, unescape(value)]))
  form.set('account', username)
  form.set('decision', decision)
  const decided = await fetch(new URL('/i/oauth2/authorize', authorize), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  const back = decided.headers.get('location')
  const landed = back === null ? undefined : await person.ask(back)
  return { attempt: await person.api.connections.consent({ id: attempt.id }), authorize, page, back, landed }
}

interface Consent {
  appId: string
  username: string
  decision?: 'approve' | 'deny'
  connectionId?: string
}

const unescape = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

export async function connect(person: Person, appId: string, username: string): Promise<Connection> {
  const { attempt } = await consent(person, { appId, username })
  const found = (await person.api.connections.list({})).find(({ id }) => id === attempt.connectionId)
  if (!found) throw new Error(`@${username} was not connected: ${attempt.status} ${attempt.message}`)
  return found
}

/** X set up as in the story: two accounts, both aliases, development and production. */
export async function setUpX(person: Person) {
  const app = await person.api.xApps.createForSandbox({})
  const development = await connect(person, app.id, 'tailorbird_dev')
  const production = await connect(person, app.id, 'tailorbird_hq')
  for (const name of ['x_message', 'x_media']) {
    const { id } = await person.api.aliases.create({ name })
    await person.api.aliases.setBinding({ id, environment: 'development', connectionId: development.id })
    await person.api.aliases.setBinding({ id, environment: 'production', connectionId: production.id })
  }
  return { app, development, production }
}

export const makeAnnouncements = (person: Person): Promise<Table> =>
  person.api.tables.create({
    name: 'Announcements',
    fields: [
      { key: 'title', label: 'Title', kind: 'text', required: true },
      { key: 'body', label: 'Body', kind: 'longText', required: false },
      { key: 'publish', label: 'Publish', kind: 'yesNo', required: false },
      { key: 'images', label: 'Images', kind: 'attachments', required: false },
    ],
  })

/** Record created -> Look Up Attachments -> If publish is not No -> Create Post. */
export function announcementGraph(tableId: string): Graph {
  const record = (...path: string[]) => ({ pill: { node: 'start', path: ['record', ...path] } })
  return graphOf(
    [
      node('start', 'records.created', { table: { fixed: tableId } }),
      node('files', 'records.look-up-attachments', { record: record(), kind: { fixed: 'images' } }),
      node('if', 'logic.if', {
        condition: {
          fixed: { match: 'all', rules: [{ left: record('publish'), operator: 'isNot', right: { fixed: 'No' } }] },
        },
      }),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        mediaAccount: { fixed: 'x_media' },
        text: { parts: [record('title'), '\n', record('body')] },
        media: { pill: { node: 'files', path: ['files'] } },
      }),
    ],
    ['start -> files', 'files -> if', 'if yes-> post'],
  )
}

/** A post whenever a record is created, with nothing in between. */
export const simpleGraph = (tableId: string): Graph =>
  graphOf(
    [
      node('start', 'records.created', { table: { fixed: tableId } }),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { parts: [{ pill: { node: 'start', path: ['record', 'title'] } }] },
      }),
    ],
    ['start -> post'],
  )

export function node(id: string, type: string, params: GraphNode['params']): GraphNode {
  return { id, type, label: id, position: { x: 0, y: 0 }, params }
}

/** Edges as `from -> to` or `from port-> to`. */
export function graphOf(nodes: GraphNode[], edges: string[]): Graph {
  return {
    format: 'tailorbird.flow/2',
    nodes,
    edges: edges.map((edge, index) => {
      const [, from = '', port = '', to = ''] = /^(\S+) (\w*)-> (\S+)$/.exec(edge) ?? []
      return { id: `e${index}`, from, port: port || 'out', to }
    }),
  }
}

/** Lets all accounts post again of which X has said that it takes no more from them. */
export async function letAllPost({ api }: Person) {
  for (const { id } of await api.accounts.list({})) await api.accounts.resume({ id, waiting: 'send' })
}

/** The same with each card in a place of its own, as somebody would have tidied it. Default: one below the other. */
export function placed(graph: Graph, places: readonly (readonly [x: number, y: number])[] = []): Graph {
  const nodes = graph.nodes.map((each, index) => {
    const [x, y] = places[index] ?? [0, 152 * index]
    return { ...each, position: { x, y } }
  })
  return { ...graph, nodes }
}

/** Saves, publishes and enables a flow. */
export async function putToWork(
  person: Person,
  { name, graph, environment = 'production' }: { name: string; graph: Graph; environment?: string },
) {
  const flow = await person.api.flows.create({ name, draft: graph })
  const version = await person.api.flows.publish({ id: flow.id, revision: flow.revision })
  await person.api.flows.deploy({ id: flow.id, environment, versionId: version.id, enabled: true })
  return { flow, version }
}
