import { Button, Modal, Stack } from '@mantine/core'
import type { TestEvent, TestScope } from '@tailorbird/contract/runs'
import { inWords } from '../../../api/api-problem.ts'
import type { Editor } from '../../../editor/store/editor.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { missingBefore } from '../../../editor/store/test-outputs.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { FieldError } from '../../../ui/field-error.tsx'
import { Note } from '../../../ui/note.tsx'
import { ChooseEnvironment } from './choose-environment.tsx'
import { useTestRun } from './use-test-run.ts'

/** Tests a part of the flow with what the nodes before it put out last, or with what is pinned. */
export function TestPartDialog({ scope }: { scope: Exclude<TestScope, { run: 'all' }> }) {
  const store = useEditorStore()
  const label = useEditor(({ index }) => index.node.get(scope.nodeId)?.label ?? '')
  const missing = useEditor((editor) =>
    missingBefore(editor, scope.nodeId)
      .map((id) => `“${editor.index.node.get(id)?.label ?? id}”`)
      .join(', '),
  )
  const live = useEditor(
    ({ workspace, environment }) => workspace.environments.find(({ key }) => key === environment)?.live ?? false,
  )
  const test = useTestRun()
  const close = () => store.getState().ask(undefined)
  const begin = () =>
    test.mutate(
      { event: lastEvent(store.getState()), scope },
      {
        onSuccess() {
          close()
          store.getState().show({ rightTab: 'test' })
        },
      },
    )
  return (
    <Modal opened onClose={close} title={scope.run === 'node' ? `Test “${label}”` : `Run from “${label}”`}>
      <Stack gap="md">
        <p>
          {scope.run === 'node' ? 'This node runs alone' : 'This node runs, and everything behind it'}, with what the
          nodes before it put out last, and with what is pinned. It really happens: what it posts is posted.
        </p>
        {missing !== '' && (
          <Note tone="waiting">
            Nothing is known yet of {missing}. Test the whole flow once, or pin an output; where their data is needed,
            the step fails.
          </Note>
        )}
        <ChooseEnvironment />
        <FieldError>{test.error ? inWords(test.error) : undefined}</FieldError>
        <Button color={live ? 'red.8' : undefined} loading={test.isPending} onClick={begin} data-autofocus>
          {scope.run === 'node' ? 'Test this step' : 'Run from here'}
          {live && ' LIVE'}
        </Button>
      </Stack>
    </Modal>
  )
}

/** The event that the flow began with last. */
function lastEvent({ graph, workspace, sample, testWith }: Editor): TestEvent {
  const { nodeType } = surroundingsOf(workspace)
  const trigger = graph.nodes.find(({ type }) => nodeType(type)?.kind === 'trigger')
  const output = trigger ? sample[trigger.id] : undefined
  const event = typeof output === 'object' && output !== null ? output : testWith.sample
  return { sample: JSON.parse(JSON.stringify(event)) }
}
