import { expect, test } from 'vitest'
import { chaos } from './chaos.ts'

/** Another seed kills others at other moments: `CHAOS_SEED=7 npm test`. */
const seed = Number(process.env['CHAOS_SEED'] ?? 20_261_125)

test('whatever is killed, every event has one run, every intended post is there once, and nothing is stuck', async () => {
  const { wrong, records, posts, kills, log } = await chaos({ seed, kills: 15 })
  // What went wrong is seldom in the findings alone.
  if (wrong.length > 0) console.error(log.slice(-20_000))
  expect(wrong).toEqual([])
  expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBe(15)
  expect(records).toBeGreaterThan(50)
  expect(posts).toBeGreaterThan(50)
}, 400_000)
