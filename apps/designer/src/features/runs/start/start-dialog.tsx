import { Button, Modal, NativeSelect, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { askedInputs } from '@tailorbird/flow/graph/asked-inputs'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { FieldError } from '../../../ui/field-error.tsx'
import { InputsForm, valuesFor } from './inputs-form.tsx'

interface StartDialogProps {
  onClose(): void
  onStarted(runId: string): void
}

/** Starts the version that is at work, with what its trigger asks for. */
export function StartDialog({ onClose, onStarted }: StartDialogProps) {
  const flow = useEditor((editor) => editor.flow)
  const workspace = useEditor((editor) => editor.workspace)
  const enabled = flow.deployments.filter((deployment) => deployment.enabled)
  const [chosen, setChosen] = useState(enabled[0]?.environment ?? '')
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({})
  const deployment = enabled.find(({ environment }) => environment === chosen)
  const live = workspace.environments.find(({ key }) => key === chosen)?.live ?? false
  const version = useQuery({
    ...queries.version(deployment?.versionId ?? ''),
    enabled: deployment !== undefined,
  })
  const { nodeType } = surroundingsOf(workspace)
  const trigger = version.data?.graph.nodes.find(({ type }) => nodeType(type)?.source === 'manual')
  const inputs = trigger ? askedInputs(trigger, surroundingsOf(workspace)) : []
  const isReady = inputs.every(({ key, required }) => !required || (values[key] ?? '') !== '')
  const start = useMutation({
    mutationFn: () => api.runs.start({ flowId: flow.id, environment: chosen, input: valuesFor(inputs, values) }),
    onSuccess: ({ id }) => onStarted(id),
  })
  return (
    <Modal opened onClose={onClose} title={`Run ${flow.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && trigger) start.mutate()
        }}
      >
        <Stack gap="md">
          {enabled.length > 1 && (
            <NativeSelect
              label="Environment"
              value={chosen}
              data={enabled.map(({ environment, versionNumber }) => ({
                value: environment,
                label: `${environment}, version ${versionNumber}`,
              }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
          )}
          {version.data && !trigger && (
            <p>The version that is at work here is not started by hand. Publish this one first.</p>
          )}
          <InputsForm inputs={inputs} values={values} onChange={setValues} />
          <FieldError>{(start.error ?? version.error) ? inWords(start.error ?? version.error) : undefined}</FieldError>
          <Button
            type="submit"
            color={live ? 'red.8' : undefined}
            disabled={!isReady || !trigger}
            loading={start.isPending}
          >
            {live ? 'Run LIVE' : 'Run'}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
