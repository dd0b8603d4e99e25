import { askedInputs } from '@tailorbird/flow/graph/asked-inputs'
import type { Database } from '@tailorbird/db/database'
import { records, tables } from '@tailorbird/db/schema/tables'
import { users } from '@tailorbird/db/schema/users'
import { resolveParams } from '@tailorbird/engine/step/resolve-params'
import type { TestEvent } from '@tailorbird/contract/runs'
import { completeNamed } from '@tailorbird/flow/fields/check-named'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { Trigger } from '@tailorbird/flow/node/node-type'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { wrongFields } from '../ground/refusal.ts'
import { lastTestCall } from '../triggers/webhook/find-webhook.ts'
import { refuseWrongInput } from '../triggers/manual/start-by-hand.ts'
import { recordValue } from '../tables/show-record.ts'
import { said } from '../words/said.ts'

interface Tested {
  flowId: string
  trigger: GraphNode
  event: TestEvent
  userId: string
}

interface Happened {
  output: unknown
  /** What started the test, for people. */
  cause: string
}

/** What the trigger puts out in a test. */
export async function testEvent(db: Database, tested: Tested): Promise<Happened> {
  const { trigger, event } = tested
  const type = nodeType(trigger.type)
  if (type?.kind !== 'trigger') return { output: {}, cause: 'Test' }
  return 'recordId' in event
    ? withRecord(db, event.recordId, type)
    : withSample(db, tested, { type, sample: event.sample })
}

async function withRecord(db: Database, recordId: string, { output }: Trigger): Promise<Happened> {
  const [row] = await db
    .select({ record: records, tableName: tables.name })
    .from(records)
    .innerJoin(tables, eq(tables.id, records.tableId))
    .where(eq(records.id, recordId))
  if (!row) throw wrongFields([{ path: 'event.recordId', wrong: said('test.record-gone') }])
  const record = recordValue(row.record)
  // In a test nothing has changed: the record before is the record now.
  const before = 'previous' in output ? { previous: record, changed_fields: [] } : {}
  return { output: { record, ...before }, cause: `Test with a record of ${row.tableName}` }
}

type Sample = Record<string, unknown>

async function withSample(
  db: Database,
  { flowId, trigger, userId }: Tested,
  { type, sample }: { type: Trigger; sample: Sample },
): Promise<Happened> {
  const cause = 'Test with a sample'
  switch (type.source) {
    case 'schedule': {
      const now = type.happened(resolveParams(trigger, type, {}), new Date())
      return { output: { ...now, ...sample }, cause: 'Test, as if its time had come' }
    }
    case 'manual':
      return { output: { by: await nameOf(db, userId), ...sample, input: sampleInput(trigger, sample) }, cause }
    case 'call':
      return { output: { ...sample, input: sampleInput(trigger, sample) }, cause }
    case 'webhook': {
      const call = Object.keys(sample).length === 0 ? await lastTestCall(db, { flowId, nodeId: trigger.id }) : undefined
      if (call) return { output: call.output, cause: 'Test with the last call to the test address' }
      return { output: { ...NO_CALL, ...sample }, cause }
    }
    case 'failure': {
      const one = { ...A_FAILURE, startedAt: new Date().toISOString() }
      return { output: { ...one, count: 1, failures: [one], ...sample }, cause }
    }
    default:
      return { output: sample, cause }
  }
}

/** What is asked for must be there in a test as it must in earnest. */
function sampleInput(trigger: GraphNode, sample: Sample) {
  const inputs = askedInputs(trigger, { nodeType })
  const input = Values.parse(sample['input'] ?? {})
  refuseWrongInput(inputs, input, 'event.sample.input')
  return completeNamed(inputs, input)
}

const Values = z.record(z.string(), z.unknown()).catch({})

async function nameOf(db: Database, userId: string) {
  const [user] = await db.select({ name: users.name }).from(users).where(eq(users.id, userId))
  return user?.name ?? ''
}

const NO_CALL = { body: {}, query: {}, headers: {}, method: 'POST' }

const A_FAILURE = {
  ...{ flowName: 'Some flow', flowId: '', runId: '', environment: 'development', node: 'Create Post', link: '' },
  ...{ message: 'This is what a failure would say.', code: 'test' },
}
