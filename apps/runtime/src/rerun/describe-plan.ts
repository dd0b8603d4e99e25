import { postLedger } from '@tailorbird/db/schema/runs'
import { LEDGER_ID } from '@tailorbird/flow/node/node-type'
import type { CompletedWrite as DescribedWrite, RerunPlan } from '@tailorbird/contract/runs'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { CompletedWrite } from '@tailorbird/engine/rerun/completed-writes'
import { familyOf } from './rerun-family.ts'
import { type RerunOf, type RerunDeps, chooseGraph, planFor } from './rerun-run.ts'

/** The completed writes that a re-run would come upon, oldest first; those whose steps the version that would run does
 *  not have as they were; and the number of the newest version. */
export async function describePlan(
  deps: RerunDeps,
  repeat: Pick<RerunOf, 'id' | 'from' | 'version'>,
): Promise<RerunPlan> {
  const [family, chosen] = await Promise.all([familyOf(deps.db, repeat.id), chooseGraph(deps, repeat)])
  const asked = { repeat: { ...repeat, again: [] }, chosen, family, versions: deps.versions }
  const { plan, own } = await planFor(deps.db, asked)
  const ledger = await deps.db
    .select()
    .from(postLedger)
    .where(
      and(
        inArray(
          postLedger.runId,
          family.runs.map(({ id }) => id),
        ),
        eq(postLedger.status, 'confirmed'),
      ),
    )
    .orderBy(asc(postLedger.intendedAt))
  /** What was written has an id outside; what has none is known by its place. */
  const rowOf = ({ nodeId, path, runId, step }: CompletedWrite) => {
    const id = externalIdOf(step.output)
    const isIt = (row: (typeof ledger)[number]) =>
      row.nodeId === nodeId && (id === undefined ? row.runId === runId && row.path === path : row.externalId === id)
    return ledger.find(isIt)
  }
  const describe = (write: CompletedWrite): DescribedWrite => {
    const { nodeId, path, step } = write
    const row = rowOf(write)
    return {
      ...{ nodeId, path, label: (own.index.node.get(nodeId) ?? chosen.index.node.get(nodeId))?.label ?? nodeId },
      what: row?.what ?? 'call',
      summary: row?.summary ?? textOf(step.input),
      externalId: row?.externalId ?? null,
      at: step.endedAt.toISOString(),
    }
  }
  return {
    writes: plan.writes.map(describe).toSorted(byTime),
    lost: plan.lost.map(({ why, ...write }) => ({ ...describe(write), why })).toSorted(byTime),
    latestVersion: chosen.latest,
  }
}

const byTime = (a: DescribedWrite, b: DescribedWrite) => a.at.localeCompare(b.at)

function externalIdOf(output: unknown): string | undefined {
  const id = (output as Record<string, unknown> | null)?.[LEDGER_ID]
  return typeof id === 'string' ? id : undefined
}

function textOf(input: unknown): string {
  const text = (input as Record<string, unknown> | null)?.['text']
  return typeof text === 'string' ? text : ''
}
