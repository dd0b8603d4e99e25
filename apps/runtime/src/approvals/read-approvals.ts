import type { Database } from '@tailorbird/db/database'
import { flows } from '@tailorbird/db/schema/flows'
import { approvals, runs } from '@tailorbird/db/schema/runs'
import { users } from '@tailorbird/db/schema/users'
import type { Approval } from '@tailorbird/contract/approvals'
import { and, count, desc, eq, lt, ne, sql } from 'drizzle-orm'
import type { Caller } from '../people/caller.ts'
import { closeApprovals } from '../runs/end/close-approvals.ts'
import { postingAccounts } from './posting-accounts.ts'

export interface ApprovalFilter {
  status: 'open' | 'answered'
  runId?: string | undefined
  /** Only those asked before this one. */
  before?: string | undefined
  limit: number
}

/** Approvals, newest first, and how many are open in all. */
export async function listApprovals(caller: Caller, db: Database, { status, runId, before, limit }: ApprovalFilter) {
  await closeApprovals(db)
  const rows = await readable(db)
    .where(
      and(
        caller.sees('approval.view'),
        // Written out: a parameter would keep Postgres from the index of the open ones.
        status === 'open' ? sql`${approvals.status} = 'open'` : ne(approvals.status, 'open'),
        runId === undefined ? undefined : eq(approvals.runId, runId),
        before === undefined ? undefined : lt(approvals.id, before),
      ),
    )
    .orderBy(desc(approvals.id))
    .limit(limit)
  const [open] = await db
    .select({ count: count() })
    .from(approvals)
    .where(and(caller.sees('approval.view'), sql`${approvals.status} = 'open'`))
  return { approvals: await withAccounts(db, rows), open: open?.count ?? 0 }
}

export async function findApproval(db: Database, id: string): Promise<Approval | undefined> {
  await closeApprovals(db)
  const [row] = await readable(db).where(eq(approvals.id, id))
  const [found] = row ? await withAccounts(db, [row]) : []
  return found
}

/** Nothing is posted any more for what is not open. */
async function withAccounts(db: Database, rows: readonly Row[]): Promise<Approval[]> {
  const open = rows.filter(({ approval }) => approval.status === 'open')
  const accounts = await postingAccounts(
    db,
    open.map(({ approval, versionId, environment }) => ({ versionId, environment, nodeId: approval.nodeId })),
  )
  return rows.map((row) => ({ ...asApproval(row), postsAs: accounts[open.indexOf(row)] ?? [] }))
}

const readable = (db: Database) =>
  db
    .select({
      approval: approvals,
      flowId: runs.flowId,
      versionId: runs.versionId,
      environment: runs.environment,
      test: runs.test,
      flowName: sql<string>`coalesce(${flows.name}, 'Deleted flow')`,
      by: sql<string>`coalesce(${users.name}, 'somebody who has left')`,
    })
    .from(approvals)
    .innerJoin(runs, eq(runs.id, approvals.runId))
    .leftJoin(flows, eq(flows.id, runs.flowId))
    .leftJoin(users, eq(users.id, approvals.answeredBy))

interface Row {
  approval: typeof approvals.$inferSelect
  flowId: string
  versionId: string
  flowName: string
  environment: string
  test: boolean
  by: string
}

function asApproval({ approval, by, versionId: _, ...around }: Row): Omit<Approval, 'postsAs'> {
  const { id, runId, nodeId, path, title, text, files, mayEdit, status, askedAt, expiresAt, answeredAt } = approval
  return {
    ...{ id, runId, nodeId, path, title, text, files, mayEdit, status, ...around },
    askedAt: askedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    answer: answeredAt && {
      text: approval.answerText ?? text,
      note: approval.answerNote ?? '',
      by,
      at: answeredAt.toISOString(),
    },
  }
}
