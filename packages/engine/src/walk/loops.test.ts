import { failureInEnglish } from '@tailorbird/flow/testing/in-english'
import { expect, test } from 'vitest'
import { play } from '../testing/play.ts'

const LOOP = ['start', 'each', 'do a', 'do b', 'do after']
const WIRES = ['start -> each', 'each each-> do a', 'do a -> do b', 'each -> do after']

test('runs what is inside once per turn, in order, then goes on behind the loop', async () => {
  const run = play(LOOP, WIRES)
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(run.done).toEqual([
    'each:0|do-a',
    'each:0|do-b',
    'each:1|do-a',
    'each:1|do-b',
    'each:2|do-a',
    'each:2|do-b',
    '|do-after',
  ])
  expect(run.step('|each')).toMatchObject({ status: 'succeeded', output: { count: 3 } })
})

test('a list without items takes no turn', async () => {
  const run = play(LOOP, WIRES, { items: { each: 0 } })
  await run.walk()
  expect(run.done).toEqual(['|do-after'])
})

test('several turns at once, never more than allowed', async () => {
  const run = play(LOOP, WIRES, { atOnce: 2 })
  await run.walk()
  expect(run.done.slice(0, 2)).toEqual(['each:0|do-a', 'each:1|do-a'])
  expect(run.done.indexOf('each:2|do-a')).toBeGreaterThan(run.done.indexOf('each:0|do-b'))
})

test('each turn sees its own item, and a loop within a loop sees both', async () => {
  const run = play(
    ['start', 'each x', 'each y', 'do a'],
    ['start -> each x', 'each x each-> each y', 'each y each-> do a'],
    { items: { each: 2 } },
  )
  await run.walk()
  expect(run.done).toEqual([
    'each-x:0/each-y:0|do-a',
    'each-x:0/each-y:1|do-a',
    'each-x:1/each-y:0|do-a',
    'each-x:1/each-y:1|do-a',
  ])
})

test('a failing turn stops the loop, which fails and names the turn', async () => {
  const run = play(LOOP, WIRES, { fails: (place) => place === 'each:1|do-a' })
  expect(await run.walk()).toMatchObject({ do: 'finish', status: 'failed', failure: { code: 'broken' } })
  expect(run.done).not.toContain('each:2|do-a')
  expect(run.step('|each')).toMatchObject({
    status: 'failed',
    failure: { code: 'broken', turns: [{ turn: 2, failed: 1, begun: 2 }] },
  })
  expect(saidAt(run, '|each')).toBe('Turn 2 failed: each:1|do-a broke.')
  expect(run.step('|do-after')?.status).toBe('skipped')
})

test('a loop that goes on counts its failures and succeeds', async () => {
  const run = play(LOOP, WIRES, { onFailure: 'continue', fails: (place) => place === 'each:1|do-a' })
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(run.step('|each')).toMatchObject({ status: 'succeeded', output: { count: 3, failed: 1 } })
})

test('a loop that collects goes through all turns and fails at the end', async () => {
  const run = play(LOOP, WIRES, { onFailure: 'collect', fails: (place) => place.endsWith('do-a') })
  expect(await run.walk()).toMatchObject({
    status: 'failed',
    failure: { turns: [{ turn: 1, failed: 3, begun: 3 }] },
  })
  expect(saidAt(run, '|each')).toContain('3 of 3 turns failed')
})

test('skipping to the next item leaves out the rest of the turn only', async () => {
  const run = play(['start', 'each', 'next', 'do b'], ['start -> each', 'each each-> next', 'each each-> do b'])
  await run.walk()
  expect(run.step('|each')).toMatchObject({ status: 'succeeded', output: { count: 3 } })
})

test('leaving the loop begins no further turn', async () => {
  const run = play(
    ['start', 'each', 'do a', 'leave', 'do after'],
    ['start -> each', 'each each-> do a', 'do a -> leave', 'each -> do after'],
  )
  await run.walk()
  expect(run.done).toEqual(['each:0|do-a', '|do-after'])
  expect(run.step('|each')).toMatchObject({ output: { count: 1, left: true } })
})

test('stopping ends the run from inside a loop, and what has not begun is skipped', async () => {
  const run = play(
    ['start', 'each', 'do a', 'stop', 'do after'],
    ['start -> each', 'each each-> do a', 'do a -> stop', 'each -> do after'],
  )
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(run.done).toEqual(['each:0|do-a'])
  expect(run.step('|each')?.status).toBe('cancelled')
  expect(run.step('|do-after')?.status).toBe('skipped')
})

test('a wait inside a turn parks the run, holds the turn, and goes on when its time has come', async () => {
  const run = play(['start', 'each', 'wait', 'do b'], ['start -> each', 'each each-> wait', 'wait -> do b'])
  expect(await run.walk()).toMatchObject({ do: 'sleep', until: new Date(1_000), reason: 'wait' })
  expect(run.done).toEqual([])
  run.clock(1_000)
  expect(await run.walk()).toMatchObject({ do: 'sleep', until: new Date(2_000) })
  expect(run.done).toEqual(['each:0|do-b'])
})

test('an answer from outside wakes the waiting node that it is for', async () => {
  const run = play(['start', 'wait a', 'wait b'], ['start -> wait a', 'start -> wait b'])
  await run.walk()
  run.signals.set('|wait-a', 'yes')
  expect(await run.walk()).toMatchObject({ do: 'sleep' })
  expect(run.step('|wait-a')).toMatchObject({ status: 'succeeded', attempt: 1, output: { answer: 'yes' } })
  expect(run.step('|wait-b')).toMatchObject({ status: 'waiting', state: 'first' })
})

test('ten thousand turns with nothing to do take no deep breath', async () => {
  const run = play(['start', 'each', 'do a'], ['start -> each', 'each each-> do a'], { items: { each: 10_000 } })
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(run.done).toHaveLength(10_000)
})

test('more turns than possible fail the loop with a sentence', async () => {
  const run = play(LOOP, WIRES, { items: { each: 10_001 } })
  expect(await run.walk()).toMatchObject({ status: 'failed', failure: { code: 'loop.too-many-turns' } })
})

test('a process that goes down in the middle of a loop leaves it to the next, which goes on where it was', async () => {
  const run = play(LOOP, WIRES)
  expect(await run.walkFor(7)).toBeUndefined()
  const before = run.done.length
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  // The one that was under way runs again, because it only reads; nothing else does.
  expect(run.done.length - before).toBeLessThanOrEqual(7)
  expect(run.twice).toEqual([])
})

test('what stands behind a step that is reused waits for what stands before it', async () => {
  const run = play(
    ['start', 'do a', 'do b', 'post', 'do log'],
    ['start -> do a', 'do a -> do b', 'do b -> post', 'post -> do log'],
  )
  const start = run.step('|start')
  if (start) run.history.get('')?.set('post', start)
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(run.done).toEqual(['|do-a', '|do-b', '|do-log'])
})

function saidAt(run: ReturnType<typeof play>, place: string) {
  const step = run.step(place)
  return step?.status === 'failed' ? failureInEnglish(step.failure).message : undefined
}
