import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { wait } from './wait.ts'
import { saysLater } from '../testing/says.ts'

type Params = Parameters<typeof wait.look>[0]['params']
const pause = { since: new Date('2026-11-20T09:00:00Z'), state: undefined, answer: undefined }
const look = (params: Partial<Params>, now: string) =>
  wait.look(
    nodeContext({
      params: { mode: 'duration', duration: undefined, time: undefined, shift: undefined, by: undefined, ...params },
      now,
    }),
    pause,
  )

test('waits for a while, counted from when the run came here', async () => {
  const until = new Date('2026-11-20T09:01:30Z')
  expect(await look({ duration: 90 }, '2026-11-20T09:01:00Z')).toEqual({ until, reason: 'wait', state: null })
  expect(await look({ duration: 90 }, '2026-11-20T09:01:30Z')).toEqual({
    leaveBy: 'out',
    output: { waitedUntil: until.toISOString() },
  })
})

test('waits until a time, or before or after it', async () => {
  const time = '2026-11-21T12:00:00+02:00'
  const until = async (more: Partial<Params>) => {
    const seen = await look({ mode: 'time', time, ...more }, '2026-11-20T09:00:00Z')
    return 'until' in seen ? seen.until?.toISOString() : 'gone on'
  }
  expect(await until({})).toBe('2026-11-21T10:00:00.000Z')
  expect(await until({ shift: 'before', by: 3600 })).toBe('2026-11-21T09:00:00.000Z')
  expect(await until({ shift: 'after', by: 60 })).toBe('2026-11-21T10:01:00.000Z')
})

test('a time that has passed holds nothing up', async () => {
  const seen = await look({ mode: 'time', time: '2020-01-01T00:00:00Z' }, '2026-11-20T09:00:00Z')
  expect(seen).toMatchObject({ leaveBy: 'out' })
})

test('without a time it says so', async () => {
  expect(await saysLater(look({ mode: 'time' }, '2026-11-20T09:00:00Z'))).toContain('no time to wait until')
})
