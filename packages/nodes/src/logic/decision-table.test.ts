import type { Decided } from '@tailorbird/flow/fields/decisions'
import { expect, test } from 'vitest'
import { nodeContext } from '../testing/node-context.ts'
import { decisionTable } from './decision-table.ts'

const arrived = { since: new Date('2026-11-20T09:00:00Z'), state: undefined, answer: undefined }
const look = (decided: Pick<Decided, 'by' | 'row'>) =>
  decisionTable.look(nodeContext({ params: { table: { given: {}, result: { tone: 'kind' }, ...decided } } }), arrived)

test('goes one way with the results of a row or of the default row, and another when there are none', async () => {
  const result = { tone: 'kind' }
  expect(await look({ by: 'row', row: 2 })).toEqual({ leaveBy: 'out', output: { result, row: 2 } })
  expect(await look({ by: 'default', row: null })).toEqual({ leaveBy: 'out', output: { result, row: 0 } })
  expect(await look({ by: 'nothing', row: null })).toMatchObject({ leaveBy: 'none' })
})
