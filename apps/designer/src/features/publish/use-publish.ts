import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { useEditorStore } from '../../editor/store/editor-context.ts'
import { saveState } from '../../editor/store/save-draft.ts'
import { showProblems } from '../../editor/store/watch-problems.ts'
import { toast } from '../../ui/toasts/toast.tsx'
import { sentence } from '../../words/sentence.ts'
import { said } from '../../words/said.ts'

interface Publish {
  environment: string
  note: string
  enabled: boolean
}

/** Saves what is unsaved, makes a version of it and deploys the version. */
export function usePublish() {
  const store = useEditorStore()
  const client = useQueryClient()
  return useMutation({
    async mutationFn({ environment, note, enabled }: Publish) {
      await store.getState().save()
      const { flow, saved, saving } = store.getState()
      if (saveState(store.getState()) !== 'saved') {
        throw notSaved(saving.is === 'failed' ? saving.message : sentence(said('flow.saved-by-another')))
      }
      const version = await api.flows.publish({ id: flow.id, revision: saved.revision, note })
      const { deployments, triggers } = await api.flows.deploy({
        id: flow.id,
        environment,
        versionId: version.id,
        enabled,
      })
      store.setState({ flow: { ...store.getState().flow, deployments, triggers } })
      return version
    },
    onSuccess(version, { enabled, environment }) {
      toast.done(
        enabled ? `Version ${version.number} is at work in ${environment}.` : `Version ${version.number} is published.`,
      )
      void client.invalidateQueries({ queryKey: ['flows'] })
    },
    onError(error) {
      if (error instanceof ApiProblem && error.problems.length > 0) showProblems(store, error.problems)
    },
  })
}

const notSaved = (detail: string) =>
  new ApiProblem({
    ...{ type: 'tailorbird:not-saved', title: 'Not saved', status: 409 },
    ...{ detail, code: 'designer.not-saved', values: {} },
  })
