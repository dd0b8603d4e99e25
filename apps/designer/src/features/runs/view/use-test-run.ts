import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TestEvent, TestScope } from '@tailorbird/contract/runs'
import { useEffect, useState } from 'react'
import { ApiProblem } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { openRunStream } from '../../../api/run-stream.ts'
import type { EditorStore } from '../../../editor/store/editor.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { outputsFor } from '../../../editor/store/test-outputs.ts'
import { runViewOf, scopeOf, withEvent } from '../../../editor/model/run/run-view.ts'
import { showProblems } from '../../../editor/store/watch-problems.ts'
import { isFinal } from '@tailorbird/flow/run/run-status'

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

/** Lets the run that is shown colour the canvas while it goes on. False while the line to the server is down. */
export function useRunStream(): boolean {
  const store = useEditorStore()
  const runId = useEditor((editor) => editor.run?.run.id)
  const [line, setLine] = useState(true)
  useEffect(() => {
    if (runId === undefined || isOver(store)) return
    const close = openRunStream(runId, {
      onEvent(event) {
        const run = withEvent(store.getState().run, event, store.getState().graph)
        store.setState({ run, sample: { ...store.getState().sample, ...scopeOf(run.steps.values()) } })
        if (isFinal(run.run.status)) close()
      },
      onLine: setLine,
    })
    return close
  }, [runId, store])
  return line
}

function isOver(store: EditorStore) {
  const { run } = store.getState()
  return run !== undefined && isFinal(run.run.status) && run.steps.size > 0
}
