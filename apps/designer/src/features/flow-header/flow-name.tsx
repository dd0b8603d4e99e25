import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { toast } from '../../ui/toasts/toast.tsx'
import { usePageTitle } from '../../ui/page/use-page-title.ts'
import css from './flow-name.module.css'

/** The flow's name, changed where it stands. It is no part of the draft and is saved at once. */
export function FlowName({ canWrite }: { canWrite: boolean }) {
  const store = useEditorStore()
  const client = useQueryClient()
  const flow = useEditor((editor) => editor.flow)
  // A refused name gives way to the one that holds: the field begins anew.
  const [attempt, setAttempt] = useState(0)
  usePageTitle(flow.name)
  const rename = useMutation({
    mutationFn: (name: string) => api.flows.rename({ id: flow.id, name }),
    onSuccess: (answer) => {
      store.setState({ flow: { ...store.getState().flow, name: answer.name } })
      void client.invalidateQueries({ queryKey: ['flows'] })
    },
    onError: (error) => {
      setAttempt(attempt + 1)
      toast.failed(inWords(error))
    },
  })
  const commit = (name: string) => {
    if (name === '') setAttempt(attempt + 1)
    else if (name !== flow.name) rename.mutate(name)
  }
  return (
    <>
      <h1 className={css.heading}>{flow.name}</h1>
      <TextInput
        variant="unstyled"
        classNames={{ root: css.name, input: css.input }}
        aria-label="Name of the flow"
        key={`${flow.name} ${attempt}`}
        defaultValue={flow.name}
        size="sm"
        maxLength={120}
        readOnly={!canWrite}
        onBlur={(event) => commit(event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
    </>
  )
}
