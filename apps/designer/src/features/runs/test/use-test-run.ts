import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TestEvent, TestScope } from '@tailorbird/contract/runs'
import { ApiProblem } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { useEditorStore } from '../../../editor/store/editor-context.ts'
import { outputsFor } from '../../../editor/store/test-outputs.ts'
import { runViewOf } from '../../../editor/model/run/run-view.ts'
import { showProblems } from '../../../editor/store/watch-problems.ts'

/** Tests the flow as it stands on the screen, without saving it. What is wrong with it is shown where it is wrong. */
export function useTestRun() {
  const store = useEditorStore()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ event, scope = WHOLE }: { event: TestEvent; scope?: TestScope }) => {
      const editor = store.getState()
      const { flow, graph, environment } = editor
      return api.runs.test({ flowId: flow.id, graph, environment, event, scope, outputs: outputsFor(editor, scope) })
    },
    onSuccess: (run) => {
      store.setState({ run: runViewOf({ run, steps: [] }, store.getState().graph) })
      void client.invalidateQueries({ queryKey: ['runs'] })
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem) || error.problems.length === 0) return
      showProblems(store, error.problems)
      store.getState().show({ rightTab: 'problems' })
    },
  })
}

const WHOLE: TestScope = { run: 'all' }
