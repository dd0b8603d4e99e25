import { setTimeout as sleep } from 'node:timers/promises'
import type { Graph } from '@tailorbird/flow/graph/graph'
import type { Person } from '../support/person.ts'
import { graphOf, node, putToWork } from '../support/story.ts'
import type { Random } from './random.ts'

/** The sorts of flow in the mix, and what each shall have posted for a record of this title once its run has succeeded. */
export const SORTS = {
  post: (title: string) => [title],
  loop: (title: string) => ['one', 'two', 'three'].map((item) => `${title} ${item}`),
  wait: (title: string) => [`${title} after a wait`],
  approve: (title: string) => [`${title} approved`],
  parallel: (title: string) => [`${title} left`, `${title} right`, `${title} both`],
  call: (title: string) => [`${title} called`],
} satisfies Record<string, (title: string) => string[]>
export type Sort = keyof typeof SORTS
const sorts = Object.keys(SORTS) as [Sort, ...Sort[]]

const title = { pill: { node: 'start', path: ['record', 'title'] } }
const says = (...parts: (string | { pill: { node: string; path: (string | number)[] } })[]) => ({
  account: { fixed: 'x_message' },
  text: { parts },
})
/** Faults fall thick and fast here: more attempts than anybody would want in earnest. */
const RETRY = { times: 20, pauses: 'fixed' as const, seconds: 1 }
const post = (id: string, params: ReturnType<typeof says>) => ({ ...node(id, 'x.create-post', params), retry: RETRY })

/** The flow of a sort, started by each new record of its kind. */
function graphFor(sort: Sort, tableId: string, calledId: string): Graph {
  const start = node('start', 'records.created', {
    table: { fixed: tableId },
    condition: {
      fixed: {
        match: 'all',
        rules: [
          { left: { pill: { node: 'start', path: ['record', 'sort'] } }, operator: 'is', right: { fixed: sort } },
        ],
      },
    },
  })
  switch (sort) {
    case 'post':
      return graphOf([start, post('post', says(title))], ['start -> post'])
    case 'loop':
      return graphOf(
        [
          start,
          node('each', 'logic.for-each', { items: { fixed: ['one', 'two', 'three'] } }),
          post('post', says(title, ' ', { pill: { node: 'each', path: ['item'] } })),
        ],
        ['start -> each', 'each each-> post'],
      )
    case 'wait':
      return graphOf(
        [
          start,
          node('wait', 'logic.wait', { mode: { fixed: 'duration' }, duration: { fixed: 1 } }),
          post('post', says(title, ' after a wait')),
        ],
        ['start -> wait', 'wait -> post'],
      )
    case 'approve':
      return graphOf(
        [
          start,
          node('ask', 'logic.approval', {
            title: { fixed: 'Shall this be posted?' },
            text: { parts: [title, ' approved'] },
          }),
          post('post', says({ pill: { node: 'ask', path: ['text'] } })),
        ],
        ['start -> ask', 'ask approved-> post'],
      )
    case 'parallel':
      return graphOf(
        [
          start,
          post('left', says(title, ' left')),
          post('right', says(title, ' right')),
          post('both', says(title, ' both')),
        ],
        ['start -> left', 'start -> right', 'left -> both', 'right -> both'],
      )
    case 'call':
      return graphOf(
        [
          start,
          node('call', 'logic.call-flow', {
            flow: { fixed: calledId },
            input: { fixed: [{ key: 'title', kind: 'text', value: title }] },
          }),
        ],
        ['start -> call'],
      )
  }
}

/** Puts every sort of flow to work on one table, and returns its id. */
export async function putLoadToWork(person: Person): Promise<string> {
  const table = await person.api.tables.create({
    name: 'Orders',
    fields: [
      { key: 'title', label: 'Title', kind: 'text', required: true },
      { key: 'sort', label: 'Sort', kind: 'text', required: true },
    ],
  })
  const called = await putToWork(person, {
    name: 'Called',
    graph: graphOf(
      [
        node('start', 'start.flow-called', {
          inputs: { fixed: [{ key: 'title', label: 'Title', kind: 'text', required: true }] },
        }),
        post('post', says({ pill: { node: 'start', path: ['input', 'title'] } }, ' called')),
      ],
      ['start -> post'],
    ),
  })
  for (const sort of sorts)
    await putToWork(person, { name: `Chaos: ${sort}`, graph: graphFor(sort, table.id, called.flow.id) })
  return table.id
}

/** Creates records until told to stop, and until so many were confirmed. One that nobody confirmed may be there or not; the
 *  records themselves tell. */
export async function createRecords(
  person: Person,
  { tableId, random, signal, least }: { tableId: string; random: Random; signal: AbortSignal; least: number },
) {
  let confirmed = 0
  for (let number = 1; !signal.aborted || confirmed < least; number++) {
    const sort = random.pick(sorts)
    await person.api.records.create({ tableId, values: { title: `${number} ${sort}`, sort } }).then(
      () => confirmed++,
      () => sleep(random.between(50, 300)),
    )
    await sleep(random.between(10, 60))
  }
}

/** Approves whatever is asked, until told to stop. */
export async function approveAll(person: Person, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      const { approvals } = await person.api.approvals.list({ limit: 200 })
      for (const { id } of approvals) await person.api.approvals.answer({ id, approved: true })
    } catch {
      // The server is down at the moment; or another answer was taken before its confirmation was lost.
    }
    await sleep(150)
  }
}

/** Looks on X for every write in doubt, as a person would, and says what is there. Returns how many it settled. */
export async function settleDoubts(
  person: Person,
  { posts, runs }: { posts: readonly { id: string; text: string }[]; runs: readonly string[] },
): Promise<number> {
  let settled = 0
  for (const id of runs) {
    const { steps } = await person.api.runs.get({ id })
    for (const step of steps) {
      if (step.status !== 'in doubt') continue
      const text = (step.input as { text?: string }).text
      const found = posts.find((candidate) => candidate.text === text)
      const verdict = found
        ? { happened: true as const, says: { post: found.id } }
        : { happened: false as const, then: 'send again' as const }
      try {
        await person.api.runs.settle({ id, nodeId: step.nodeId, path: step.path, verdict })
        settled++
      } catch {
        // The run is in somebody's hands at this moment; the next look finds what is left.
      }
    }
  }
  return settled
}
