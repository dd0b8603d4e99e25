import type { RunSummary } from '@tailorbird/contract/runs'
import { audit } from '../../audit/audit.ts'
import { testFlow } from '../../flows/test-flow.ts'
import { inTheWay, notFound } from '../../ground/refusal.ts'
import { findGraph, findRun, findSteps, listRuns } from '../../runs/read/read-runs.ts'
import { rerunFailed } from '../../rerun/rerun-failed.ts'
import { describePlan } from '../../rerun/describe-plan.ts'
import { type RerunDeps, rerunRun } from '../../rerun/rerun-run.ts'
import { startByHand } from '../../triggers/manual/start-by-hand.ts'
import { signedIn } from '../context/context.ts'
import type { HttpDeps } from '../context/http-deps.ts'
import { said } from '../../words/said.ts'

const { list, get, test, start, rerunPlan, rerun, bulkRerun, cancel, settle } = signedIn.runs

export const runs = {
  list: list.handler(async ({ input, context: { deps, caller } }) => {
    const found = await listRuns(caller, deps.db, input)
    return { runs: found.slice(0, input.limit), more: found.length > input.limit }
  }),

  get: get.handler(async ({ input, context: { deps } }) => {
    const [run, steps, graph] = await Promise.all([
      mustFind(deps, input.id),
      findSteps(deps.db, input.id),
      findGraph(deps.db, input.id),
    ])
    if (!graph) throw notFound(said('not-found.version-of-run'))
    return { run, steps, graph }
  }),

  test: test.handler(async ({ input, context: { deps, user } }) =>
    mustFind(deps, await testFlow({ ...deps, ...deps.runner }, { ...input, userId: user.id })),
  ),

  start: start.handler(async ({ input, context: { deps, user } }) =>
    mustFind(deps, await startByHand({ ...deps, ...deps.runner }, { ...input, by: user })),
  ),

  rerunPlan: rerunPlan.handler(({ input, context: { deps } }) => describePlan(repeats(deps), input)),

  rerun: rerun.handler(async ({ input, context: { deps, user } }) => {
    const again = await rerunRun(repeats(deps), input, user)
    const run = await mustFind(deps, again)
    const detail = `${input.id}, ${input.again.length} writes again`
    await audit(deps.db, { userId: user.id, action: 'run.repeated', subject: run.flowName, detail })
    return run
  }),

  bulkRerun: bulkRerun.handler(async ({ input, context: { deps, user } }) => {
    const done = await rerunFailed(repeats(deps), { ...input, by: user })
    if (!input.dryRun)
      await audit(deps.db, { userId: user.id, action: 'run.repeated', subject: `${done.runs} failed runs` })
    return done
  }),

  cancel: cancel.handler(async ({ input, context: { deps } }) => {
    const run = await mustFind(deps, input.id)
    const asked = await deps.runner.cancel(input.id)
    if (!asked) throw inTheWay('run-ended', said('run.ended', { status: run.status }))
    return mustFind(deps, input.id)
  }),

  settle: settle.handler(async ({ input: { id, nodeId, path, verdict }, context: { deps } }) => {
    await mustFind(deps, id)
    const settled = await deps.runner.settle({ runId: id, nodeId, path, verdict })
    if (!settled) throw inTheWay('nothing-in-doubt', said('step.not-in-doubt'))
    return mustFind(deps, id)
  }),
}

const repeats = ({ db, runner }: HttpDeps): RerunDeps => ({
  db,
  versions: runner.versions,
  startRun: (request) => runner.startRun(request),
})

async function mustFind({ db }: HttpDeps, runId: string): Promise<RunSummary> {
  const run = await findRun(db, runId)
  if (!run) throw notFound(said('not-found.run'))
  return run
}
