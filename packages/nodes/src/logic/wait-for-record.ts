import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { defineWait } from '@tailorbird/flow/node/node-type'
import { said } from './words.ts'

/** The record is looked at again at least this often, should its change not have been heard. */
const LOOKS_MS = 60_000

export const waitForRecord = defineWait({
  type: 'logic.wait-for-record',
  title: 'Wait for a record',
  summary: 'Holds the run until a record fulfils a condition, or until time is up.',
  group: 'Logic',
  icon: 'hourglass',
  keywords: ['condition', 'until', 'change', 'pause', 'table', 'status', 'time-out'],
  sentence: 'Wait until {condition}',
  uses: ['records'],
  params: {
    table: field.table({ label: 'Table' }),
    record: field.record({ label: 'Record', tableFrom: 'table' }),
    condition: field.condition({ label: 'Until', hint: 'What must hold of the record.' }),
    atMost: field.duration({ label: 'Wait at most', min: 1, max: 366 * 86_400, initial: 86_400 }),
  },
  output: { record: field.record({ label: 'Record', tableFrom: 'table' }) },
  ports: { met: 'When it holds', timedOut: 'When time is up' },
  async look({ params: { record: given, condition, atMost }, services, holds, now }, { since }) {
    const record = await services.records.find(given.id)
    if (!record) {
      throw new Failure(said('record.gone'), { field: 'record' })
    }
    if (holds(condition, { record })) return { leaveBy: 'met', output: { record } }
    const end = since.getTime() + atMost * 1000
    if (end <= now().getTime()) return { leaveBy: 'timedOut', output: { record } }
    return {
      until: new Date(Math.min(end, now().getTime() + LOOKS_MS)),
      reason: 'wait',
      wakes: `record:${record.id}`,
      // A change that comes before this is written down is noticed by it.
      state: { seen: record.updatedAt },
    }
  },
})
