import { setTimeout as sleep } from 'node:timers/promises'
import type { Graph } from '@tailorbird/flow/graph/graph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { inDatabase } from '../support/in-database.ts'
import type { Person } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

let house: House
let ola: Person
let sandbox: SandboxControl

beforeAll(async () => {
  ;({ house, ola, sandbox } = await openHouseStory())
})
afterAll(() => house?.stop())

const items = Array.from({ length: 12 }, (_, index) => index)

/** Posts one item after the other, each of which takes X a while. */
const slowPosts = (text: string) => ({
  nodes: [
    node('start', 'start.manual', {
      inputs: { fixed: [{ key: 'items', label: 'Items', kind: 'any', required: true }] },
    }),
    node('each', 'logic.for-each', { items: { pill: { node: 'start', path: ['input', 'items'] } } }),
    node('post', 'x.create-post', {
      account: { fixed: 'x_message' },
      text: { parts: [text, ' ', { pill: { node: 'each', path: ['item'] } }] },
    }),
  ],
  edges: ['start -> each', 'each each-> post'],
})

async function startSlowly(name: string, graph: Graph) {
  const { flow } = await putToWork(ola, { name, graph })
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 1500, times: 12 })
  return ola.api.runs.start({ flowId: flow.id, environment: 'production', input: { items } })
}

test('a stop is obeyed within seconds although the process hears no notification', async () => {
  const { nodes, edges } = slowPosts('Stop me')
  const { id } = await startSlowly('Twelve posts', graphOf(nodes, edges))
  const posts = async () => (await sandbox.posts('tailorbird_hq')).filter(({ text }) => text.startsWith('Stop me'))
  await eventually(async () => expect((await posts()).length).toBeGreaterThan(0), 20)
  const deaf = new AbortController()
  const cutting = cutListeners(house.databaseUrl, deaf.signal)
  try {
    // Nobody listens at this moment, and whoever does so again was not told.
    await eventually(async () => expect(await listeners(house.databaseUrl)).toBe(0))
    await ola.api.runs.cancel({ id })
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe('cancelled'), 5)
    expect((await posts()).length).toBeLessThan(6)
  } finally {
    deaf.abort()
    await cutting
  }
})

test('an answer is heard while another branch keeps the run busy', async () => {
  const { nodes, edges } = slowPosts('Busy')
  const ask = node('ask', 'logic.approval', { title: { fixed: 'May it?' }, text: { fixed: 'Hello' } })
  const yes = node('yes', 'data.set-values', { values: { fixed: [] } })
  const graph = graphOf([...nodes, ask, yes], [...edges, 'start -> ask', 'ask approved-> yes'])
  const { id } = await startSlowly('Busy', graph)
  const asked = await eventually(async () => {
    const [found] = (await ola.api.approvals.list({ runId: id })).approvals
    if (!found) throw new Error('Nobody is asked yet.')
    return found
  })
  await ola.api.approvals.answer({ id: asked.id, approved: true })
  await eventually(async () => {
    const { run, steps } = await ola.api.runs.get({ id })
    expect(steps.find(({ nodeId }) => nodeId === 'yes')?.status).toBe('succeeded')
    expect(run.status).toBe('running')
  }, 5)
  await ola.api.runs.cancel({ id })
})

const LISTENERS = `FROM pg_stat_activity WHERE application_name = 'tailorbird listener' AND datname = current_database()`

async function cutListeners(databaseUrl: string, signal: AbortSignal) {
  while (!signal.aborted) {
    await inDatabase(databaseUrl, `SELECT pg_terminate_backend(pid) ${LISTENERS}`)
    await sleep(50)
  }
}

async function listeners(databaseUrl: string) {
  const [row] = await inDatabase<{ count: number }>(databaseUrl, `SELECT count(*)::int AS count ${LISTENERS}`)
  return row?.count
}
