import type { Condition } from '@tailorbird/flow/expression/condition'
import { expect, test } from 'vitest'
import { play } from '../testing/play.ts'

const pill = (node: string, ...path: string[]) => ({ pill: { node, path } })
const left = (node: string, operator: 'is' | 'isNot', port: string) => ({
  fixed: JSON.parse(
    JSON.stringify({
      match: 'all',
      rules: [{ left: pill(node, 'leftBy'), operator, right: { fixed: port } }],
    } satisfies Condition),
  ),
})

/** A draft, an answer to it that leads back, and what comes of the last answer. */
const backAndForth = (rejected: number, more: { items?: number } = {}) =>
  play(
    ['start', 'again', 'do draft', 'fork answer', 'post', 'do sorry'],
    ['start -> again', 'again each-> do draft', 'do draft -> fork answer', 'again -> post', 'again gaveUp-> do sorry'],
    {
      items: { again: more.items ?? 3 },
      ways: (place) => (Number(/:(\d+)/.exec(place)?.[1]) < rejected ? 'rejected' : 'approved'),
      params: {
        again: { until: left('fork-answer', 'isNot', 'rejected') },
        'do-sorry': { says: pill('do-draft', 'place') },
      },
    },
  )

test('what leads back is repeated until it goes another way, and the run goes on once', async () => {
  const run = backAndForth(2)
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(run.done).toEqual(['again:0|do-draft', 'again:1|do-draft', 'again:2|do-draft'])
  expect(run.outside).toEqual(['|post'])
  expect(run.step('|again')).toMatchObject({ port: 'out', output: { count: 3, met: true } })
  expect(run.step('|do-sorry')?.status).toBe('skipped')
})

test('past its turns it gives up, and what the last turn put out is seen there', async () => {
  const run = backAndForth(9)
  await run.walk()
  expect(run.outside).toEqual([])
  expect(run.step('|again')).toMatchObject({ port: 'gaveUp', output: { count: 3, met: false } })
  expect(run.step('|do-sorry')).toMatchObject({ output: { said: 'again:2|do-draft' } })
})

test('the last turn is still seen after a process has died behind the loop', async () => {
  const whole = backAndForth(9)
  await whole.walk()
  for (let records = 1; records < 14; records++) {
    const run = backAndForth(9)
    await run.walkFor(records)
    expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
    expect(run.step('|do-sorry')).toMatchObject({ output: { said: 'again:2|do-draft' } })
    expect(run.twice).toEqual([])
  }
})

test('of a loop within a loop the last turn of the last turn is seen behind both', async () => {
  const run = play(
    ['start', 'again x', 'again y', 'do a', 'do after'],
    ['start -> again x', 'again x each-> again y', 'again y each-> do a', 'again x gaveUp-> do after'],
    { items: { again: 2 }, params: { 'do-after': { says: pill('do-a', 'place') } } },
  )
  await run.walkFor(9)
  expect(await run.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(run.step('|do-after')).toMatchObject({ output: { said: 'again-x:1/again-y:1|do-a' } })
})

test('which way a node was left by is known, also of one that did not run', async () => {
  const run = play(
    ['start', 'fork a', 'fork b', 'do after'],
    ['start -> fork a', 'fork a no-> fork b', 'fork a yes-> do after', 'fork b -> do after'],
    { ways: () => 'yes', params: { 'do-after': { says: pill('fork-b', 'leftBy') } } },
  )
  await run.walk()
  expect(run.step('|do-after')).toMatchObject({ output: { said: null } })
})
