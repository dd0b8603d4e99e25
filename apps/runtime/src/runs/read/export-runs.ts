import type { Database } from '@tailorbird/db/database'
import type { Caller } from '../../people/caller.ts'
import { type RunFilter, listRuns } from './read-runs.ts'
import { csvLine } from './csv-line.ts'
import { type RunPost, findPosts } from './read-posts.ts'
import type { RunSummary } from '@tailorbird/contract/runs'

interface Export {
  filter: Omit<RunFilter, 'before' | 'limit'>
  format: 'csv' | 'jsonl'
  sandboxUrl: string
  publicUrl: string
}

/** Runs that are read at once: what an export holds in memory, however many there are. */
const PAGE = 500

const COLUMNS = [
  ...['Run', 'Flow', 'Environment', 'Version', 'Test', 'Status', 'Started by', 'Cause', 'Started', 'Ended'],
  ...['Seconds', 'Error', 'Error code', 'What to do', 'Posts', 'Link'],
]

/** The runs of a filter as lines, newest first. Read page by page, as they are when their page is read. */
export async function* exportRuns(
  caller: Caller,
  db: Database,
  { filter, format, sandboxUrl, publicUrl }: Export,
): AsyncGenerator<string> {
  // Without the mark, spreadsheets take the file for another alphabet.
  if (format === 'csv') yield `\uFEFF${csvLine(COLUMNS)}`
  for (let before: string | undefined; ;) {
    const found = await listRuns(caller, db, { ...filter, before, limit: PAGE })
    const runs = found.slice(0, PAGE)
    const posts = Map.groupBy(
      await findPosts(db, { runIds: runs.map(({ id }) => id), sandboxUrl }),
      ({ runId }) => runId,
    )
    const lineOf = (run: RunSummary) => {
      const link = `${publicUrl}/runs/${run.id}`
      const written = posts.get(run.id) ?? []
      return format === 'csv'
        ? csvLine(cellsOf(run, written, link))
        : `${JSON.stringify(objectOf(run, written, link))}\n`
    }
    yield runs.map(lineOf).join('')
    before = runs.at(-1)?.id
    if (found.length <= PAGE) return
  }
}

function cellsOf(run: RunSummary, posts: readonly RunPost[], link: string): unknown[] {
  return [
    ...[run.id, run.flowName, run.environment, run.versionNumber ?? 'draft', run.test ? 'yes' : 'no', run.status],
    ...[run.startedBy?.name, run.cause, run.startedAt, run.endedAt, seconds(run)],
    ...[run.failure?.message, run.failure?.code, run.failure?.hint],
    ...[posts.map(({ url }) => url).join(' '), link],
  ]
}

function objectOf(run: RunSummary, posts: readonly RunPost[], link: string) {
  const { id, flowId, flowName, environment, versionNumber, test, status, startedBy, cause } = run
  return {
    ...{ id, flowId, flowName, environment, versionNumber, test, status, startedBy: startedBy?.name ?? null, cause },
    ...{ startedAt: run.startedAt, endedAt: run.endedAt, seconds: seconds(run), failure: run.failure },
    ...{ rerunOf: run.rerunOf, parentRunId: run.parentRunId, link },
    posts: posts.map(({ what, summary, externalId, url, at }) => ({ what, summary, externalId, url, at })),
  }
}

/** Null while it goes on. */
const seconds = ({ startedAt, endedAt }: RunSummary) =>
  endedAt === null ? null : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000
