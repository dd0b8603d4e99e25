import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Graph } from '@tailorbird/flow/graph/graph'
import type { RunSummary } from '@tailorbird/contract/runs'
import { openHouseStory } from '../support/house-story.ts'
import { inDatabase } from '../support/in-database.ts'
import type { House } from '../support/house.ts'
import { type Person, refusalOf } from '../support/person.ts'
import { type SandboxControl, eventually } from '../support/sandbox-control.ts'
import { graphOf, node, putToWork } from '../support/story.ts'

let house: House
let ola: Person
let sandbox: SandboxControl

beforeEach(async () => {
  ;({ house, ola, sandbox } = await openHouseStory())
})
afterEach(() => house?.stop())

const start = node('start', 'start.manual', {
  inputs: { fixed: [{ key: 'word', label: 'Word', kind: 'text', required: true }] },
})
const word = { pill: { node: 'start', path: ['input', 'word'] } }
const post = (id: string, ...parts: (string | { pill: { node: string; path: string[] } })[]) =>
  node(id, 'x.create-post', { account: { fixed: 'x_message' }, text: { parts } })

const TWO = graphOf(
  [start, post('first', 'First ', word), post('second', 'Second ', word)],
  ['start -> first', 'first -> second'],
)

async function runOf(graph: Graph, input: Record<string, string>) {
  const { flow } = await putToWork(ola, { name: 'Twice', graph })
  const run = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input })
  return { flow, run: await ended(run) }
}

const ended = ({ id }: RunSummary) =>
  eventually(async () => {
    const { run } = await ola.api.runs.get({ id })
    expect(run.endedAt).not.toBeNull()
    return run
  }, 20)

const refuseSecond = () => sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: '403', times: 1 })
const texts = async () => (await sandbox.posts('tailorbird_hq')).map(({ text }) => text).toSorted()

/** The first post goes through, the second is refused by X. */
async function halfDone() {
  const { flow } = await putToWork(ola, { name: 'Twice', graph: TWO })
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 400, times: 1 })
  const run = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: { word: 'hello' } })
  await eventually(async () => expect((await sandbox.requests()).some(({ path }) => path === '/2/tweets')).toBe(true))
  await refuseSecond()
  const failed = await ended(run)
  expect(failed.status).toBe('failed')
  expect(await texts()).toEqual(['First hello'])
  return { flow, run: failed }
}

test('from the failed step: the run goes on as a new one, and what was posted is not posted again', async () => {
  const { run } = await halfDone()
  expect(await ola.api.runs.rerunPlan({ id: run.id, from: 'failed', version: 'same' })).toMatchObject({ writes: [] })
  const again = await ended(await ola.api.runs.rerun({ id: run.id, from: 'failed' }))
  expect(again).toMatchObject({ status: 'succeeded', rerunOf: run.id })
  expect(await texts()).toEqual(['First hello', 'Second hello'])
  const { steps } = await ola.api.runs.get({ id: again.id })
  expect(steps.find(({ nodeId }) => nodeId === 'first')).toMatchObject({ reusedFrom: run.id })
  expect(steps.find(({ nodeId }) => nodeId === 'second')).toMatchObject({ reusedFrom: null })
  // Run again a second time, the first run knows what its repetition has posted meanwhile.
  await ended(await ola.api.runs.rerun({ id: run.id, from: 'failed' }))
  expect(await texts()).toEqual(['First hello', 'Second hello'])
})

test('from the start: completed writes are listed and keep their result; a tick posts one again', async () => {
  const { run } = await runOf(TWO, { word: 'once' })
  const { writes } = await ola.api.runs.rerunPlan({ id: run.id, from: 'start', version: 'same' })
  expect(writes.map(({ summary, what }) => `${what}: ${summary}`)).toEqual(['post: First once', 'post: Second once'])
  await ended(await ola.api.runs.rerun({ id: run.id, from: 'start' }))
  expect(await texts()).toEqual(['First once', 'Second once'])
  const again = await ended(
    await ola.api.runs.rerun({ id: run.id, from: 'start', again: [{ nodeId: 'second', path: '' }] }),
  )
  // X itself refuses the same text twice: that it was asked shows that the tick counts.
  expect(again).toMatchObject({ status: 'failed', failure: { code: 'x.duplicate' } })
})

test('on the latest version: a mended flow goes on where the old one failed', async () => {
  const { flow, run } = await halfDone()
  const mended = graphOf(
    [start, post('first', 'First ', word), post('second', 'Mended ', word)],
    ['start -> first', 'first -> second'],
  )
  const saved = await ola.api.flows.saveDraft({ id: flow.id, draft: mended, revision: flow.revision })
  await ola.api.flows.publish({ id: flow.id, revision: saved.revision })
  await ended(await ola.api.runs.rerun({ id: run.id, from: 'failed', version: 'latest' }))
  expect(await texts()).toEqual(['First hello', 'Mended hello'])
})

test('a loop of which one turn failed goes on there, and the other posts stay as they are', async () => {
  const graph = graphOf(
    [
      start,
      node('each', 'logic.for-each', { items: { fixed: ['one', 'two', 'three'] } }),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { parts: [word, ' ', { pill: { node: 'each', path: ['item'] } }] },
      }),
    ],
    ['start -> each', 'each each-> post'],
  )
  const { flow } = await putToWork(ola, { name: 'Loop', graph })
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 400, times: 1 })
  const run = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: { word: 'Number' } })
  await eventually(async () => expect((await sandbox.requests()).some(({ path }) => path === '/2/tweets')).toBe(true))
  await refuseSecond()
  expect((await ended(run)).status).toBe('failed')
  await ended(await ola.api.runs.rerun({ id: run.id, from: 'failed' }))
  expect(await texts()).toEqual(['Number one', 'Number three', 'Number two'])
})

test('many at once: counted first, then run again; those that have been are left out', async () => {
  const { flow } = await halfDone()
  const filter = { flowId: flow.id }
  expect(await ola.api.runs.bulkRerun({ filter, dryRun: true })).toEqual({ runs: 1, skipped: 0, inDoubt: 0 })
  expect(await ola.api.runs.bulkRerun({ filter, dryRun: false })).toEqual({ runs: 1, skipped: 0, inDoubt: 0 })
  await eventually(async () => expect(await texts()).toEqual(['First hello', 'Second hello']), 20)
  await eventually(async () =>
    expect(await ola.api.runs.bulkRerun({ filter, dryRun: true })).toEqual({ runs: 0, skipped: 1, inDoubt: 0 }),
  )
})

test('a run that has not ended is not run again', async () => {
  const graph = graphOf(
    [start, node('wait', 'logic.wait', { mode: { fixed: 'duration' }, duration: { fixed: 600 } })],
    ['start -> wait'],
  )
  const { flow } = await putToWork(ola, { name: 'Waits', graph })
  const run = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: { word: 'x' } })
  expect(await refusalOf(ola.api.runs.rerun({ id: run.id, from: 'start' }))).toMatchObject({ status: 409 })
})

test('one step is tested alone with what an earlier one put out, and a part from a step on', async () => {
  const flow = await ola.api.flows.create({ name: 'Parts', draft: TWO })
  const graph = graphOf(
    [
      start,
      node('set', 'data.set-values', { values: { fixed: [{ key: 'word', kind: 'text', value: word }] } }),
      post('first', 'Part ', { pill: { node: 'set', path: ['values', 'word'] } }),
      post('second', 'Then ', { pill: { node: 'set', path: ['values', 'word'] } }),
    ],
    ['start -> set', 'set -> first', 'first -> second'],
  )
  const asked = { flowId: flow.id, graph, event: { sample: { input: { word: 'x' } } } }
  const refused = await refusalOf(ola.api.runs.test({ ...asked, scope: { run: 'node', nodeId: 'first' } }))
  expect(refused).toMatchObject({
    status: 422,
    errors: [{ path: 'outputs', message: expect.stringContaining('"set"') }],
  })
  const outputs = { set: { values: { word: 'pinned' } } }
  await ended(await ola.api.runs.test({ ...asked, scope: { run: 'node', nodeId: 'first' }, outputs }))
  const posts = async () => (await sandbox.posts('tailorbird_dev')).map(({ text }) => text)
  expect(await posts()).toEqual(['Part pinned'])
  await ended(await ola.api.runs.test({ ...asked, scope: { run: 'from', nodeId: 'second' }, outputs }))
  expect((await posts()).toSorted()).toEqual(['Part pinned', 'Then pinned'])
})

test('two people run the same run again at the same moment: it is done once, the other is told', async () => {
  const { run } = await halfDone()
  const both = await Promise.allSettled([
    ola.api.runs.rerun({ id: run.id, from: 'failed' }),
    ola.api.runs.rerun({ id: run.id, from: 'failed' }),
  ])
  const begun = both.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []))
  expect(begun).toHaveLength(1)
  const refused: unknown[] = both.flatMap((it) => (it.status === 'rejected' ? [it.reason] : []))
  expect(refused).toMatchObject([{ problem: { status: 409, type: 'tailorbird:rerun-under-way' } }])
  await Promise.all(begun.map(ended))
  expect(await texts()).toEqual(['First hello', 'Second hello'])
})

const loopOver = (items: string[]) =>
  graphOf(
    [
      start,
      node('each', 'logic.for-each', { items: { fixed: items } }),
      node('post', 'x.create-post', {
        account: { fixed: 'x_message' },
        text: { parts: [word, ' ', { pill: { node: 'each', path: ['item'] } }] },
      }),
      node('after', 'data.set-values', { values: { fixed: [] } }),
    ],
    ['start -> each', 'each each-> post', 'each -> after'],
  )

async function publish(flow: { id: string; revision: number }, graph: Graph) {
  const saved = await ola.api.flows.saveDraft({ id: flow.id, draft: graph, revision: flow.revision })
  await ola.api.flows.publish({ id: flow.id, revision: saved.revision })
  return saved
}

test('a loop whose list has changed: each post belongs to its item, new items are posted, and nothing twice', async () => {
  const { flow } = await putToWork(ola, { name: 'Loop', graph: loopOver(['one', 'two', 'three']) })
  const run = await ended(
    await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: { word: 'No' } }),
  )
  expect(await texts()).toEqual(['No one', 'No three', 'No two'])
  await publish(flow, loopOver(['zero', 'three', 'one']))
  const plan = await ola.api.runs.rerunPlan({ id: run.id, from: 'start', version: 'latest' })
  expect(plan.writes.map(({ summary }) => summary)).toEqual(['No one', 'No two', 'No three'])
  const again = await ended(await ola.api.runs.rerun({ id: run.id, from: 'start', version: 'latest' }))
  expect(again.status).toBe('succeeded')
  expect(await texts()).toEqual(['No one', 'No three', 'No two', 'No zero'])
  const { steps } = await ola.api.runs.get({ id: again.id })
  const resultAt = (path: string) => steps.find((step) => step.path === path && step.nodeId === 'post')
  expect(resultAt('each:1')).toMatchObject({ reusedFrom: run.id, output: { text: 'No three' } })
  expect(resultAt('each:2')).toMatchObject({ reusedFrom: run.id, output: { text: 'No one' } })
  expect(resultAt('each:0')).toMatchObject({ reusedFrom: null, output: { text: 'No zero' } })
  // The repetition is repeated: what its list had no item for is still known, and so are the words of all four.
  const next = await ola.api.runs.rerunPlan({ id: again.id, from: 'start', version: 'same' })
  expect(next.writes.map(({ summary }) => summary)).toEqual(['No one', 'No two', 'No three', 'No zero'])
  await ended(await ola.api.runs.rerun({ id: again.id, from: 'start' }))
  expect(await texts()).toHaveLength(4)
})

test('posts whose steps are gone or elsewhere in the latest version are named, and one that would come again needs a tick', async () => {
  const { flow, run } = await runOf(TWO, { word: 'there' })
  const moved = graphOf(
    [start, node('each', 'logic.for-each', { items: { fixed: ['x'] } }), post('second', 'Anew ', word)],
    ['start -> each', 'each each-> second'],
  )
  await publish(flow, moved)
  const plan = await ola.api.runs.rerunPlan({ id: run.id, from: 'start', version: 'latest' })
  expect(plan.lost.map(({ summary, why }) => [summary, why])).toEqual([
    ['First there', 'gone'],
    ['Second there', 'moved'],
  ])
  const asked = { id: run.id, from: 'start' as const, version: 'latest' as const }
  expect(await refusalOf(ola.api.runs.rerun(asked))).toMatchObject({ status: 422, errors: [{ path: 'again' }] })
  await ended(await ola.api.runs.rerun({ ...asked, again: [{ nodeId: 'second', path: '' }] }))
  expect(await texts()).toEqual(['Anew there', 'First there', 'Second there'])
})

test('failed runs of which nobody knows what became of a post are counted apart, and left alone', async () => {
  const { flow } = await putToWork(ola, { name: 'Twice', graph: TWO })
  await sandbox.fault({ match: { method: 'POST', path: '/2/tweets' }, fault: 'slow', delayMs: 60_000, times: 1 })
  const run = await ola.api.runs.start({ flowId: flow.id, environment: 'production', input: { word: 'unsure' } })
  await eventually(async () => expect((await sandbox.requests()).some(({ path }) => path === '/2/tweets')).toBe(true))
  await house.kill9()
  // As a run is left whose time was up before anybody could look for the post.
  const overdue = `UPDATE runs SET status = 'failed', ended_at = now(), lease_owner = NULL WHERE id = $1`
  await inDatabase(house.databaseUrl, overdue, [run.id])
  await house.restart()
  expect((await ended(run)).status).toBe('failed')
  const filter = { flowId: flow.id }
  expect(await ola.api.runs.bulkRerun({ filter, dryRun: true })).toEqual({ runs: 0, skipped: 0, inDoubt: 1 })
  expect(await ola.api.runs.bulkRerun({ filter, dryRun: false })).toEqual({ runs: 0, skipped: 0, inDoubt: 1 })
})
