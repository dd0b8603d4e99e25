import type { Graph } from '@tailorbird/flow/graph/graph'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openHouseStory } from '../support/house-story.ts'
import type { House } from '../support/house.ts'
import { type Person, refusalOf } from '../support/person.ts'
import { eventually } from '../support/sandbox-control.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

describe('flows call one another', () => {
  let house: House
  let ola: Person

  beforeAll(async () => {
    ;({ house, ola } = await openHouseStory())
  })
  afterAll(() => house?.stop())

  const work = async (name: string, graph: Graph) => (await putToWork(ola, { name, graph })).flow.id
  const callee = (...rest: ReturnType<typeof node>[]) =>
    graphOf(
      [node('start', 'start.flow-called', {}), ...rest],
      rest.map(({ id }, index) => `${rest[index - 1]?.id ?? 'start'} -> ${id}`),
    )
  const caller = (flow: string, wait = true): Graph =>
    graphOf(
      [
        node('start', 'start.manual', {}),
        node('call', 'logic.call-flow', { flow: { fixed: flow }, wait: { fixed: wait } }),
      ],
      ['start -> call'],
    )
  const start = async (flowId: string) => (await ola.api.runs.start({ flowId, environment: 'production' })).id
  const ended = (id: string, status: string) =>
    eventually(async () => {
      const found = await ola.api.runs.get({ id })
      expect(found.run.status).toBe(status)
      return found
    }, 20)
  const greeting = [{ key: 'greeting', kind: 'text', value: { fixed: 'Hello' } }]
  const hour = () => node('wait', 'logic.wait', { mode: { fixed: 'duration' }, duration: { fixed: 3600 } })
  const fail = () => node('stop', 'logic.stop', { outcome: { fixed: 'failure' }, message: { fixed: 'No title.' } })

  test('a call waits and gets what the called flow hands back', async () => {
    const flow = await work(
      'Greets',
      callee(node('stop', 'logic.stop', { outcome: { fixed: 'success' }, output: { fixed: greeting } })),
    )
    const { steps } = await ended(await start(await work('Asks', caller(flow))), 'succeeded')
    expect(steps.find(({ nodeId }) => nodeId === 'call')?.output).toMatchObject({ output: { greeting: 'Hello' } })
  })

  test('what fails in the called flow fails the call, and starts the flow for failures once', async () => {
    const rescue = await work('Rescue', graphOf([node('start', 'start.flow-failed', {})], []))
    const graph = { ...caller(await work('Fails', callee(fail()))), settings: { onFailure: rescue } }
    const id = await start(await work('Calls what fails', graph))
    expect((await ended(id, 'failed')).run.failure).toMatchObject({ message: 'No title.' })
    const runs = await eventually(async () => {
      const found = (await ola.api.runs.list({ flowId: rescue })).runs
      expect(found[0]?.status).toBe('succeeded')
      return found
    })
    expect(runs).toHaveLength(1)
    const { steps } = await ola.api.runs.get({ id: runs[0]?.id ?? '' })
    expect(steps[0]?.output).toMatchObject({ runId: id, message: 'No title.', flowName: 'Calls what fails' })
  })

  test('a call that does not wait goes on at once', async () => {
    const flow = await work('Takes an hour', callee(hour()))
    await ended(await start(await work('Does not wait', caller(flow, false))), 'succeeded')
    expect((await ola.api.runs.list({ flowId: flow })).runs[0]?.endedAt).toBeNull()
  })

  test('stopping a run stops the runs it has called, and what those have called', async () => {
    const last = await work('Waits', callee(hour()))
    const middle = await work('Passes on', callee(node('call', 'logic.call-flow', { flow: { fixed: last } })))
    const id = await start(await work('Calls twice', caller(middle)))
    const called = await eventually(async () => {
      const [run] = (await ola.api.runs.list({ flowId: last, status: 'waiting' })).runs
      if (!run) throw new Error('It has not been called yet.')
      return run
    })
    await ola.api.runs.cancel({ id })
    for (const run of [id, called.parentRunId ?? '', called.id])
      expect((await ended(run, 'cancelled')).run.endedAt).not.toBeNull()
  })

  test('a call that cannot work is refused before it is published, and the list says how flows are started', async () => {
    const inputs = [{ key: 'name', label: 'Name', kind: 'text', required: true }]
    const asks = await work(
      'Asks a name',
      graphOf([node('start', 'start.flow-called', { inputs: { fixed: inputs } })], []),
    )
    const timed = await work('By hand', graphOf([node('start', 'start.manual', {})], []))
    const refusal = async (flow: string, settings?: Graph['settings']) => {
      const draft = { ...caller(flow), ...(settings && { settings }) }
      const { id, revision } = await ola.api.flows.create({ name: 'Not yet', draft })
      return (await refusalOf(ola.api.flows.publish({ id, revision }))).detail
    }
    expect(await refusal(asks)).toBe('For "Asks a name": "Name" is missing.')
    expect(await refusal(timed)).toContain('"By hand" does not start with "Flow called"')
    expect(await refusal('019389f4-0000-7000-8000-000000000000')).toContain('has been deleted')
    const greets = await work('Greets nobody', callee())
    expect(await refusal(greets, { onFailure: timed })).toContain('does not start with "A flow failed"')
    const listed = await ola.api.flows.list({})
    expect(listed.find(({ id }) => id === asks)?.trigger).toEqual({ type: 'start.flow-called', source: 'call', inputs })
    expect(listed.find(({ id }) => id === timed)?.trigger).toMatchObject({ source: 'manual' })
  })
})
