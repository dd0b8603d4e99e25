import type { Condition } from '@tailorbird/flow/expression/condition'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { waitForRecord } from './wait-for-record.ts'
import { saysLater } from '../testing/says.ts'

const condition: Condition = {
  match: 'all',
  rules: [{ left: { pill: { node: 'self', path: ['record', 'state'] } }, operator: 'is', right: { fixed: 'ready' } }],
}
const since = new Date('2026-11-20T09:00:00Z')
const look = (state: string | undefined, now = '2026-11-20T09:00:00Z') =>
  waitForRecord.look(
    nodeContext({
      params: { table: 't1', record: { id: 'r1', state: 'draft' }, condition, atMost: 90 },
      services: {
        records: {
          find: async (id) => (state === undefined ? undefined : { id, state, updatedAt: '2026-11-20T08:59:59.123Z' }),
        },
      },
      now,
    }),
    { since, state: undefined, answer: undefined },
  )

test('goes on once the record as it is now fulfils the condition', async () => {
  expect(await look('ready')).toEqual({
    leaveBy: 'met',
    output: { record: { id: 'r1', state: 'ready', updatedAt: '2026-11-20T08:59:59.123Z' } },
  })
})

test('is woken by the record, and looks again after a minute all the same', async () => {
  expect(await look('draft')).toEqual({
    until: new Date('2026-11-20T09:01:00Z'),
    reason: 'wait',
    wakes: 'record:r1',
    state: { seen: '2026-11-20T08:59:59.123Z' },
  })
})

test('never waits beyond its time', async () => {
  expect(await look('draft', '2026-11-20T09:01:00Z')).toMatchObject({ until: new Date('2026-11-20T09:01:30Z') })
  expect(await look('draft', '2026-11-20T09:01:30Z')).toMatchObject({ leaveBy: 'timedOut' })
})

test('a record that was deleted is a failure', async () => {
  expect(await saysLater(look(undefined))).toContain('has been deleted')
})
