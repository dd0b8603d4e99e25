import type { Step } from '@tailorbird/flow/run/run'
import { UNREACHED } from '@tailorbird/flow/run/unreached'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { play } from '../testing/play.ts'

const at = new Date(0)
const posted = (id: string, turnItems?: unknown[]): Step => ({
  ...{ status: 'succeeded', attempt: 1, at, endedAt: at, input: null, port: 'out', output: { id } },
  ...(turnItems && { turnItems }),
})
const loopOver = (list: unknown[], begins: Record<string, Step>) =>
  play(
    ['start', 'each', 'do a', 'post b', 'do c'],
    ['start -> each', 'each each-> do a', 'do a -> post b', 'post b -> do c'],
    {
      list,
      begins,
    },
  )
const REUSED = {
  'each:~0|post-b': posted('of a', ['a']),
  'each:~1|post-b': posted('of b', ['b']),
}
const resultsOf = (run: ReturnType<typeof play>, turns: number) =>
  Array.from({ length: turns }, (_, turn) => run.step(`each:${turn}|post-b`)).map(
    (step) => step?.status === 'succeeded' && (step.output as { id: string }).id,
  )

test('a list in another order: each result goes to the turn with its item, and nothing is written again', async () => {
  const run = loopOver(['b', 'a'], REUSED)
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(resultsOf(run, 2)).toEqual(['of b', 'of a'])
  expect(run.outside).toEqual([])
  // What stands before and behind the write runs in each turn, in order.
  expect(run.done).toEqual(['each:0|do-a', 'each:0|do-c', 'each:1|do-a', 'each:1|do-c'])
})

test('an item put in front is written, the others keep what they had', async () => {
  const run = loopOver(['new', 'a', 'b'], REUSED)
  await run.walk()
  expect(run.outside).toEqual(['each:0|post-b'])
  expect(resultsOf(run, 3)).toEqual(['each:0|post-b', 'of a', 'of b'])
})

test('the result of an item that is gone stays known and leads nowhere', async () => {
  const run = loopOver(['b'], REUSED)
  await run.walk()
  expect(resultsOf(run, 1)).toEqual(['of b'])
  expect(run.step('each:~0|post-b')).toMatchObject({ status: 'succeeded', turnItems: ['a'] })
  expect(run.step('each:~1|post-b')?.status).toBe('cancelled')
  expect(run.done).toEqual(['each:0|do-a', 'each:0|do-c'])
})

test('two equal items of which one was written: the other is written now', async () => {
  const run = loopOver(['a', 'a'], { 'each:~1|post-b': posted('second', ['a']) })
  await run.walk()
  expect(run.outside).toEqual(['each:0|post-b'])
  expect(resultsOf(run, 2)).toEqual(['each:0|post-b', 'second'])
})

test('a list of which nobody can tell whether its items have changed or are new ends the loop, and writes nothing', async () => {
  const run = loopOver([{ name: 'B' }], { 'each:~0|post-b': posted('old', [{ name: 'b' }]) })
  expect(await run.walk()).toMatchObject({ status: 'failed', failure: { code: 'rerun.list-changed' } })
  expect(run.outside).toEqual([])
})

test('in a loop within a loop a result goes along with the outer item, then with the inner', async () => {
  const run = play(
    ['start', 'each x', 'each y', 'post b'],
    ['start -> each x', 'each x each-> each y', 'each y each-> post b'],
    { list: ['b', 'a'], begins: { 'each-x:~0/each-y:~1|post-b': posted('of a b', ['a', 'b']) } },
  )
  await run.walk()
  expect(run.step('each-x:1/each-y:0|post-b')).toMatchObject({ output: { id: 'of a b' } })
  expect(run.outside).toEqual(['each-x:0/each-y:0|post-b', 'each-x:0/each-y:1|post-b', 'each-x:1/each-y:1|post-b'])
})

test('whatever the list becomes and whenever the process dies, each item is written once and in order', async () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(letters, letters, fc.array(fc.nat(12), { maxLength: 4 }), async (before, now, crashes) => {
      const begins = Object.fromEntries(
        before.map((item, turn) => [`each:~${turn}|post-b`, posted(`old ${turn}`, [item])]),
      )
      const run = loopOver(now, begins)
      for (const crash of crashes) await run.walkFor(crash)
      expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
      expect(run.twice).toEqual([])
      const count = (list: string[], of: string) => list.filter((item) => item === of).length
      for (const letter of 'abcd') {
        const written = run.outside.filter((place) => now[Number.parseInt(place.slice(5), 10)] === letter)
        expect(written.length).toBe(Math.max(0, count(now, letter) - count(before, letter)))
      }
      const ends = run.done.filter((place) => place.endsWith('do-c'))
      expect([...new Set(ends)]).toEqual(now.map((_, turn) => `each:${turn}|do-c`))
    }),
    { numRuns: 150 },
  )
})

test('a result whose way is no longer taken stays known, and nothing goes on behind it', async () => {
  const run = play(
    ['start', 'do a', 'do b', 'post c', 'do d', 'do e'],
    ['start -> do a', 'do a -> do b', 'do a error-> post c', 'post c -> do d', 'do b -> do e', 'do d -> do e'],
    { begins: { '|post-c': posted('old') } },
  )
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(run.step('|post-c')).toMatchObject({ status: 'succeeded', port: UNREACHED, output: { id: 'old' } })
  expect(run.step('|do-d')?.status).toBe('skipped')
  expect(run.done).toEqual(['|do-a', '|do-b', '|do-e'])
  expect(run.outside).toEqual([])
})

test('the same after a crash at any point, and two such results in a row', async () => {
  for (let crash = 0; crash < 12; crash++) {
    const run = play(
      ['start', 'do a', 'post b', 'post c', 'do d'],
      ['start -> do a', 'do a error-> post b', 'post b -> post c', 'post c -> do d'],
      { begins: { '|post-b': posted('one'), '|post-c': posted('two') } },
    )
    await run.walkFor(crash)
    await run.walk()
    expect(run.step('|post-c')).toMatchObject({ port: UNREACHED })
    expect(run.step('|do-d')?.status).toBe('skipped')
    expect(run.outside).toEqual([])
  }
})

test('a reused result of a turn that never comes hides nothing of the last turn, also after a crash behind the loop', async () => {
  for (let crash = 1; crash < 16; crash++) {
    const run = play(
      ['start', 'again', 'do a', 'post b', 'do after'],
      ['start -> again', 'again each-> do a', 'do a -> post b', 'again gaveUp-> do after'],
      {
        items: { again: 2 },
        params: { 'do-after': { says: { pill: { node: 'do-a', path: ['place'] } } } },
        begins: { 'again:~4|post-b': posted('old', [4]) },
      },
    )
    await run.walkFor(crash)
    expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
    expect(run.step('|do-after')).toMatchObject({ output: { said: 'again:1|do-a' } })
    expect(run.outside).toEqual(['again:0|post-b', 'again:1|post-b'])
    expect(run.step('again:~4|post-b')?.status).toBe('succeeded')
  }
})
