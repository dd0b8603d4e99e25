import { afterEach, beforeEach, expect, test } from 'vitest'
import { type House, startHouse } from '../support/house.ts'
import { inDatabase } from '../support/in-database.ts'
import { type Person, signUp } from '../support/person.ts'
import { startProgram } from '../support/program.ts'
import { eventually } from '../support/sandbox-control.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

let house: House
let ola: Person
let digest: string

const hourly = { every: 'hour' as const, minute: 0, timeZone: 'UTC' }
const failing = (onFailure: string) => ({
  ...graphOf(
    [
      node('start', 'start.manual', {}),
      node('stop', 'logic.stop', { outcome: { fixed: 'failure' }, message: { fixed: 'No title.' } }),
    ],
    ['start -> stop'],
  ),
  settings: { onFailure },
})

beforeEach(async () => {
  house = await startHouse()
  ola = await signUp(house.url, house.ownerLink)
  const graph = graphOf(
    [node('start', 'start.flow-failed', { mode: { fixed: 'digest' }, digestAt: { fixed: hourly } })],
    [],
  )
  digest = (await putToWork(ola, { name: 'Digest', graph })).flow.id
})
afterEach(() => house?.stop())

async function fail(name: string, times: number) {
  const { flow } = await putToWork(ola, { name, graph: failing(digest) })
  for (let time = 0; time < times; time++) {
    const { id } = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: {} })
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe('failed'))
  }
}

const digests = async () => (await ola.api.runs.list({ flowId: digest })).runs

/** As if all so far had happened two hours ago, and no process had looked since. */
async function twoHoursLater() {
  const { databaseUrl } = house
  await inDatabase(databaseUrl, `UPDATE runs SET ended_at = ended_at - interval '2 hours' WHERE status = 'failed'`)
  await lookAgain()
}

const lookAgain = () =>
  inDatabase(
    house.databaseUrl,
    `UPDATE triggers SET next_at = now() - interval '2 hours',
       cursor = to_char(now() AT TIME ZONE 'UTC' - interval '3 hours', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
     WHERE source = 'failure'`,
  )

/** Whoever was due has been looked at. */
const looked = () =>
  eventually(async () => {
    const [row] = await inDatabase(
      house.databaseUrl,
      `SELECT next_at > now() AS ahead FROM triggers WHERE source = 'failure'`,
    )
    expect(row).toMatchObject({ ahead: true })
  }, 40)

test('failures of an hour start one run with their list, however many processes look; each is in one digest', async () => {
  const second = startProgram('apps/runtime/src/process/worker.ts', house.env)
  await second.prints(/worker/i)
  try {
    await fail('Posts', 2)
    await fail('Replies', 1)
    expect(await digests()).toEqual([])
    await twoHoursLater()
    await looked()
    const [run, ...more] = await digests()
    expect(more).toEqual([])
    expect(run).toMatchObject({ cause: '3 runs failed' })
    const { steps } = await ola.api.runs.get({ id: run?.id ?? '' })
    expect(steps[0]?.output).toMatchObject({
      ...{ count: 3, flowName: 'Posts (2), Replies', message: '3 runs have failed: Posts (2), Replies.' },
      failures: [
        { flowName: 'Posts', message: 'No title.', node: 'stop' },
        { flowName: 'Posts' },
        { flowName: 'Replies', link: expect.stringContaining('/runs/') },
      ],
    })
    // A process that was asleep meanwhile looks at the same hours again.
    await lookAgain()
    await looked()
    expect(await digests()).toHaveLength(1)
  } finally {
    await second.stop()
  }
})

test('a period that ended while nothing was running is told of afterwards; without failures there is no digest', async () => {
  await fail('Posts', 1)
  await house.kill9()
  await twoHoursLater()
  await house.restart()
  await looked()
  expect(await digests()).toMatchObject([{ cause: 'A run failed' }])
  // The next hours bring nothing.
  await inDatabase(
    house.databaseUrl,
    `UPDATE triggers SET next_at = now() - interval '1 minute',
       cursor = to_char(now() AT TIME ZONE 'UTC' - interval '70 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') WHERE source = 'failure'`,
  )
  await looked()
  expect(await digests()).toHaveLength(1)
})
