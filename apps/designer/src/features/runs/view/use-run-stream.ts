import { isFinal } from '@tailorbird/flow/run/run-status'
import { useEffect, useState } from 'react'
import { openRunStream } from '../../../api/run-stream.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import type { EditorStore } from '../../../editor/store/editor.ts'
import { scopeOf, withEvent } from '../../../editor/model/run/run-view.ts'

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
