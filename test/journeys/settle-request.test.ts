import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { type Person, refusalOf } from '../support/person.ts'
import { eventually } from '../support/sandbox-control.ts'
import { graphOf, makeAnnouncements, node, putToWork } from '../support/story.ts'

describe('a person settles a request of which nobody can tell whether it arrived', () => {
  let house: House
  let ola: Person
  let other: Server
  let asked = 0

  beforeAll(async () => {
    // It takes the request and hangs up.
    other = createServer((request) => {
      asked++
      request.resume().on('end', () => request.socket.destroy())
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    ;({ house, ola } = await openHouseStory({ env: { TAILORBIRD_ALLOW_HOSTS: `127.0.0.1:${port}` }, withX: false }))
    const tableId = (await makeAnnouncements(ola)).id
    const graph = graphOf(
      [
        node('start', 'records.created', { table: { fixed: tableId } }),
        node('ask', 'data.http-request', {
          method: { fixed: 'POST' },
          url: { fixed: `http://127.0.0.1:${port}/orders` },
        }),
        node('later', 'data.set-values', {
          values: { fixed: [{ key: 'order', kind: 'any', value: { pill: { node: 'ask', path: ['body', 'order'] } } }] },
        }),
      ],
      ['start -> ask', 'ask -> later'],
    )
    await putToWork(ola, { name: 'Orders', graph })
    await ola.api.records.create({ tableId, values: { title: 'Order' } })
  })
  afterAll(async () => {
    await house?.stop()
    other?.close()
  })

  test('it arrived: later steps read what people say it was answered with, and nothing is sent again', async () => {
    const id = await eventually(async () => {
      const [run] = (await ola.api.runs.list({})).runs
      if (run?.park?.reason !== 'in doubt') throw new Error('Nobody is asked yet.')
      return run.id
    })
    const settle = (says: Record<string, string | number | { order: number }>) =>
      ola.api.runs.settle({ id, nodeId: 'ask', verdict: { happened: true, says } })
    const refused = await refusalOf(settle({ status: 9, post: 'x' }))
    expect(refused.status).toBe(422)
    expect(refused.errors?.map(({ path }) => path)).toEqual(['verdict.says.status', 'verdict.says.post'])
    await settle({ status: 201, body: { order: 7 } })
    await eventually(async () => expect((await ola.api.runs.get({ id })).run.status).toBe('succeeded'))
    const { steps } = await ola.api.runs.get({ id })
    const outputOf = (nodeId: string) => steps.find((step) => step.nodeId === nodeId)?.output
    expect(outputOf('ask')).toEqual({ status: 201, ok: true, headers: {}, body: { order: 7 } })
    expect(outputOf('later')).toEqual({ values: { order: 7 } })
    expect(asked).toBe(1)
  })
})
