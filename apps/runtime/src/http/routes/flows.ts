import { problemInWords } from '../../words/problem-in-words.ts'
import { findProblems } from '@tailorbird/flow/graph/find-problems'
import { createFlow, removeFlow, renameFlow, saveDraft } from '../../flows/change-flow.ts'
import { deployFlow } from '../../flows/deploy-flow.ts'
import { listVersions, publishFlow, showVersion } from '../../flows/publish-flow.ts'
import { listFlows, showFlow } from '../../flows/show-flow.ts'
import { loadSurroundings } from '../../flows/surroundings.ts'
import { signedIn } from '../context/context.ts'

const {
  list,
  get,
  create,
  rename,
  saveDraft: save,
  problems,
  publish,
  versions,
  version,
  deploy,
  remove,
} = signedIn.flows

export const flows = {
  list: list.handler(({ context: { deps, caller } }) => listFlows(caller, deps.db)),
  get: get.handler(({ input, context }) => showFlow(context.deps.db, input.id)),
  create: create.handler(({ input, context: { deps, user } }) => createFlow(deps.db, { ...input, userId: user.id })),
  rename: rename.handler(({ input, context: { deps, user } }) => renameFlow(deps.db, { ...input, userId: user.id })),

  saveDraft: save.handler(async ({ input, context: { deps, user }, errors }) => {
    const result = await saveDraft(deps.db, { ...input, userId: user.id })
    if ('conflict' in result) throw errors.CONFLICT({ data: { current: result.conflict } })
    return result.saved
  }),

  problems: problems.handler(async ({ input: { id, environment }, context: { deps } }) => {
    const { draft } = await showFlow(deps.db, id)
    const surroundings = await loadSurroundings(deps.db, deps.vault)
    const found = findProblems(draft, { surroundings, ...(environment !== undefined && { environment }) })
    return found.map(problemInWords)
  }),

  publish: publish.handler(({ input, context: { deps, user } }) =>
    publishFlow(deps.db, deps.vault, { ...input, userId: user.id }),
  ),

  versions: versions.handler(async ({ input, context: { deps, caller } }) => {
    await showFlow(deps.db, input.id)
    return listVersions(caller, deps.db, input.id)
  }),
  version: version.handler(({ input, context }) => showVersion(context.deps.db, input.id)),
  deploy: deploy.handler(({ input, context: { deps, user } }) =>
    deployFlow(deps.db, deps.vault, { ...input, userId: user.id }),
  ),

  remove: remove.handler(async ({ input, context: { deps, user } }) => {
    await removeFlow(deps.db, { id: input.id, userId: user.id })
    return {}
  }),
}
