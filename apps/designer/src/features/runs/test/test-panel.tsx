import { Button, Group, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { isFinal } from '@tailorbird/flow/run/run-status'
import { inWords } from '../../../api/api-problem.ts'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../../editor/model/workspace.ts'
import { FieldError } from '../../../ui/field-error.tsx'
import { ChooseEnvironment } from './choose-environment.tsx'
import { ChooseEvent } from './choose-event.tsx'
import { RunPanel } from '../view/run-panel.tsx'
import { StopRun } from '../view/stop-run.tsx'
import css from './test-panel.module.css'
import { useChosenEvent } from './use-chosen-event.ts'
import { useTestRun } from './use-test-run.ts'

/** Tries the flow as it stands: where, with what, and then what happens. */
export function TestPanel() {
  const store = useEditorStore()
  const run = useEditor((editor) => editor.run)
  const errors = useEditor((editor) => editor.problems.filter(({ severity }) => severity === 'error').length)
  const trigger = useEditor(({ graph, workspace }) =>
    graph.nodes.find(({ type }) => surroundingsOf(workspace).nodeType(type)?.kind === 'trigger'),
  )
  const environment = useEditor(({ workspace, environment: key }) =>
    workspace.environments.find((candidate) => candidate.key === key),
  )
  const chosen = useChosenEvent(trigger)
  const test = useTestRun()
  const isGoing = run !== undefined && !isFinal(run.run.status)

  return (
    <div className={css.panel}>
      <div className={css.setup}>
        <ChooseEnvironment />
        {trigger ? (
          <ChooseEvent trigger={trigger} chosen={chosen} />
        ) : (
          <Text c="dimmed">Add a trigger first: a test begins where the flow begins.</Text>
        )}
        {errors > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => store.getState().show({ rightTab: 'problems' })}>
            {errors === 1 ? 'One problem is in the way' : `${errors} problems are in the way`}
          </Button>
        )}
        <Group gap="sm">
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            loading={test.isPending}
            disabled={isGoing || !chosen.event}
            color={environment?.live ? 'red.8' : undefined}
            onClick={() => chosen.event && test.mutate({ event: chosen.event })}
          >
            {environment?.live ? 'Run test LIVE' : 'Run test'}
          </Button>
          {run && <StopRun run={run.run} />}
        </Group>
        <FieldError>{test.error ? inWords(test.error) : undefined}</FieldError>
      </div>
      {run && <RunPanel view={run} />}
    </div>
  )
}
