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
  list: list.handler(({ context }) => listFlows(context.house.db)),
  get: get.handler(({ input, context }) => showFlow(context.house.db, input.id)),
  create: create.handler(({ input, context: { house, user } }) => createFlow(house.db, { ...input, userId: user.id })),
  rename: rename.handler(({ input, context: { house, user } }) => renameFlow(house.db, { ...input, userId: user.id })),

  saveDraft: save.handler(async ({ input, context: { house, user }, errors }) => {
    const result = await saveDraft(house.db, { ...input, userId: user.id })
    if ('conflict' in result) throw errors.CONFLICT({ data: { current: result.conflict } })
    return result.saved
  }),

  problems: problems.handler(async ({ input: { id, environment }, context: { house } }) => {
    const { draft } = await showFlow(house.db, id)
    const surroundings = await loadSurroundings(house.db, house.vault)
    return findProblems(draft, { surroundings, ...(environment !== undefined && { environment }) })
  }),

  publish: publish.handler(({ input, context: { house, user } }) =>
    publishFlow(house.db, house.vault, { ...input, userId: user.id }),
  ),

  versions: versions.handler(async ({ input, context: { house } }) => {
    await showFlow(house.db, input.id)
    return listVersions(house.db, input.id)
  }),
  version: version.handler(({ input, context }) => showVersion(context.house.db, input.id)),
  deploy: deploy.handler(({ input, context: { house, user } }) =>
    deployFlow(house.db, house.vault, { ...input, userId: user.id }),
  ),

  remove: remove.handler(async ({ input, context: { house, user } }) => {
    await removeFlow(house.db, { id: input.id, userId: user.id })
    return {}
  }),
}
