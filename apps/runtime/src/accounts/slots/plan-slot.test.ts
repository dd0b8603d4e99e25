import { expect, test } from 'vitest'
import type { PostingLimits } from '../limits/account-limits.ts'
import { planSlot } from './plan-slot.ts'

const now = new Date('2026-11-20T12:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
const limits = (some: Partial<PostingLimits>): PostingLimits => ({
  ...{ perDay: null, secondsBetween: null, atOnce: null },
  ...some,
})

test('without limits everything goes now', () => {
  expect(planSlot(limits({}), { started: [minutes(-1)], ahead: 7 }, now)).toEqual({ at: now })
})

test('keeps the pause after the last post, and one more for each in front', () => {
  const five = limits({ secondsBetween: 300 })
  expect(planSlot(five, { started: [minutes(-9), minutes(-2)], ahead: 0 }, now)).toEqual({
    ...{ at: minutes(3), because: 'spacing' },
  })
  expect(planSlot(five, { started: [minutes(-2)], ahead: 2 }, now).at).toEqual(minutes(13))
  expect(planSlot(five, { started: [minutes(-6)], ahead: 0 }, now)).toEqual({ at: now })
  expect(planSlot(five, { started: [], ahead: 1 }, now).at).toEqual(minutes(5))
})

test('waits until the oldest of as many posts as are allowed is a day old', () => {
  const two = limits({ perDay: 2 })
  const started = [minutes(-60), minutes(-1430), minutes(-10)]
  expect(planSlot(two, { started, ahead: 0 }, now)).toEqual({ at: minutes(1380), because: 'per day' })
  expect(planSlot(two, { started: [minutes(-1430), minutes(-10)], ahead: 0 }, now).at).toEqual(minutes(10))
  expect(planSlot(two, { started: [minutes(-1430), minutes(-10)], ahead: 1 }, now).at).toEqual(minutes(1430))
})

test('the later of both limits counts', () => {
  const both = limits({ perDay: 1, secondsBetween: 60 })
  expect(planSlot(both, { started: [minutes(-30)], ahead: 0 }, now)).toEqual({ at: minutes(1410), because: 'per day' })
})
