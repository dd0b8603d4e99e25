import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { FieldError } from '../../../ui/field-error.tsx'
import { RelativeTime } from '../../../ui/time/relative-time.tsx'
import css from './webhook-panel.module.css'

/** Waits for a call to the test address; what it brought becomes the sample for data pills and for tests. */
export function ListenForCall({ node }: { node: GraphNode }) {
  const store = useEditorStore()
  const flowId = useEditor((editor) => editor.flow.id)
  const [since, setSince] = useState<number>()
  const call = useQuery({
    queryKey: ['triggers', 'test-call', flowId, node.id],
    queryFn: () => api.triggers.testCall({ flowId, nodeId: node.id }),
    enabled: since !== undefined,
    refetchInterval: since === undefined ? false : 1_500,
    staleTime: 0,
  })
  const came = since !== undefined && call.data && Date.parse(call.data.at) >= since ? call.data : undefined
  const use = () => {
    if (!came) return
    const { sample, testWith } = store.getState()
    store.setState({ sample: { ...sample, [node.id]: came.output }, testWith: { ...testWith, sample: came.output } })
    setSince(undefined)
  }
  return (
    <div className={css.address} role="status">
      {since === undefined && (
        // A call may have left just before the button was pressed.
        <Button variant="default" size="xs" onClick={() => setSince(Date.now() - 5_000)}>
          Listen for a test call
        </Button>
      )}
      {since !== undefined && !came && (
        <>
          <Loader size={16} aria-hidden />
          <span className={css.label}>Call the address for trying now…</span>
          <Button variant="subtle" size="xs" onClick={() => setSince(undefined)}>
            Stop
          </Button>
        </>
      )}
      {came && (
        <>
          <span className={css.label}>
            A call came <RelativeTime at={came.at} />.
          </span>
          <Button size="xs" onClick={use}>
            Use it as sample
          </Button>
        </>
      )}
      <FieldError>{call.error ? inWords(call.error) : undefined}</FieldError>
    </div>
  )
}
