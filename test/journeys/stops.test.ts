import { setTimeout as sleep } from 'node:timers/promises'
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

test('a stop is obeyed within seconds although the process hears no notification', async () => {
  const graph = graphOf(
    [
      node('start', 'start.manual', {
        inputs: { fixed: [{ key: 'items', label: 'Items', kind: 'any', required: true }] },
      }),
      node('each', 'logic.for-each', { items: { pill: { node: 'start', path: ['input', 'items'] } } }),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { parts: ['Stop me ', { pill: { node: 'each', path: ['item'] } }] },
      }),
    ],
    ['start -> each', 'each each-> post'],
  )
  const { flow } = await putToWork(ola, { name: 'Twelve posts', graph })
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 1500, times: 12 })
  const items = Array.from({ length: 12 }, (_, index) => index)
  const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: { items } })
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
