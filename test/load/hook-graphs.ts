import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { graphOf, node } from '../support/story.ts'

const text = { pill: { node: 'hook', path: ['body', 'text'] } }
const hook = (key: string, kind: 'text' | 'any') =>
  node('hook', 'start.webhook', {
    method: { fixed: 'POST' },
    secretHeader: { fixed: 'none' },
    fields: { fixed: [{ key, label: key, kind, required: true }] },
  })
const set = (id: string) =>
  node(id, 'data.set-values', {
    values: { fixed: [{ key: 'text', kind: 'text', value: { parts: ['News: ', text] } }] },
  })
const post = (from: GraphNode['params'][string]) =>
  node('post', 'x.create-post', { account: { fixed: 'x_message' }, text: from })
const isThere = (id: string) =>
  node(id, 'logic.if', {
    condition: { fixed: { match: 'all', rules: [{ left: text, operator: 'isNot', right: { fixed: 'No' } }] } },
  })

/** Webhook, `size - 2` nodes in between (Set values and If in turn), Create Post. */
export function postingGraph(size: number): Graph {
  const between = Array.from({ length: size - 2 }, (_, index) =>
    index % 2 ? isThere(`if${index}`) : set(`set${index}`),
  )
  return chained([
    hook('text', 'text'),
    ...between,
    post({ parts: [{ pill: { node: 'set0', path: ['values', 'text'] } }] }),
  ])
}

/** Webhook, then `size - 1` Set values. */
export const countingGraph = (size: number): Graph =>
  chained([hook('text', 'text'), ...Array.from({ length: size - 1 }, (_, index) => set(`set${index}`))])

/** Webhook, For each of its items, ten at a time: Create Post. */
export const loopGraph = (): Graph =>
  graphOf(
    [
      hook('items', 'any'),
      node('each', 'logic.for-each', {
        items: { pill: { node: 'hook', path: ['body', 'items'] } },
        atOnce: { fixed: 10 },
      }),
      post({ parts: [{ pill: { node: 'each', path: ['item'] } }] }),
    ],
    ['hook -> each', 'each each-> post'],
  )

/** Webhook, a wait, Set values. */
export const waitingGraph = (seconds: number): Graph =>
  chained([
    hook('text', 'text'),
    node('wait', 'logic.wait', { mode: { fixed: 'duration' }, duration: { fixed: seconds } }),
    set('after'),
  ])

function chained(nodes: GraphNode[]): Graph {
  const edges = nodes.slice(1).map(({ id }, index) => {
    const from = nodes[index]
    return `${from?.id} ${from?.type === 'logic.if' ? 'yes' : ''}-> ${id}`
  })
  return graphOf(nodes, edges)
}
