import type { Database } from '@tailorbird/db/database'
import { runs, steps } from '@tailorbird/db/schema/runs'
import { wrongWith } from '@tailorbird/flow/fields/check-value'
import { Failure } from '@tailorbird/flow/node/failure'
import { failureSaid } from '@tailorbird/flow/node/failure-said'
import { LEDGER_ID, type WriteAction } from '@tailorbird/flow/node/node-type'
import type { StepRef } from '@tailorbird/flow/run/step-ref'
import { nodeType } from '@tailorbird/nodes/catalogue'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { type FieldRefusal, wrongFields } from '../../ground/refusal.ts'
import { said } from '../../words/said.ts'
import type { VersionCache } from '../execute/version-cache.ts'

interface SettledDeps {
  db: Database
  versions: VersionCache
}

interface Found extends StepRef {
  runId: string
  /** What somebody who has looked says, by the fields of the node's form. */
  says: Readonly<Record<string, unknown>>
}

export interface Settled {
  output: Readonly<Record<string, unknown>>
  /** For the post ledger. */
  externalId: string | null
}

/** What a write in doubt has put out, as its node makes it of the intent and of what somebody says. Undefined when the
 *  step has no intent. Throws a `Refusal` that names the fields of the form. */
export async function settledOutput({ db, versions }: SettledDeps, found: Found): Promise<Settled | undefined> {
  const { runId, nodeId, path, says } = found
  const [row] = await db
    .select({ intent: steps.intent, versionId: runs.versionId })
    .from(steps)
    .innerJoin(runs, eq(runs.id, steps.runId))
    .where(and(eq(steps.runId, runId), eq(steps.nodeId, nodeId), eq(steps.path, path), isNotNull(steps.intent)))
    .orderBy(desc(steps.attempt))
    .limit(1)
  const node = row && (await versions.get(row.versionId)).node.get(nodeId)
  const type = node && nodeType(node.type)
  if (!row || type?.kind !== 'action' || type.effect !== 'writes') return undefined
  const values = filledIn(type, says)
  const output: Record<string, unknown> = inWords(() => type.settled({ intent: row.intent, says: values }))
  const id = output[LEDGER_ID]
  return { output, externalId: typeof id === 'string' ? id : null }
}

/** What was filled in, checked by the fields of the form; what is blank is left out. */
function filledIn({ settling }: WriteAction, says: Found['says']): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  const errors: FieldRefusal[] = []
  for (const [name, field] of Object.entries(settling.says)) {
    const wrong = wrongWith(field, says[name])
    if (wrong) errors.push({ path: pathOf(name), wrong })
    else if (says[name] !== undefined && says[name] !== '') values[name] = says[name]
  }
  for (const name of Object.keys(says)) {
    if (!Object.hasOwn(settling.says, name))
      errors.push({ path: pathOf(name), wrong: said('step.not-asked-for', { name }) })
  }
  if (errors.length > 0) throw wrongFields(errors)
  return values
}

function inWords<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { field = '' } = error.data
    throw wrongFields([{ path: pathOf(field), wrong: said('request.failure', { failure: failureSaid(error.data) }) }])
  }
}

const pathOf = (field: string) => `verdict.says${field && '.'}${field}`
