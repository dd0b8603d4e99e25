import { Button, Group, Modal, SegmentedControl, Stack, Switch, Textarea } from '@mantine/core'
import { IconRocket } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { useEditor, useEditorStore } from '../../editor/store/editor-context.ts'
import { surroundingsOf } from '../../editor/model/workspace.ts'
import { FieldError } from '../../ui/field-error.tsx'
import { Note } from '../../ui/note.tsx'
import { AliasPlan } from './alias-plan.tsx'
import { findProblemsInWords } from '../../words/find-problems-in-words.ts'
import { PublishProblems } from './publish-problems.tsx'
import { usePublish } from './use-publish.ts'

/** Makes a version that never changes and puts it to work. Shows beforehand what stands in the way and who will post. */
export function PublishDialog() {
  const store = useEditorStore()
  const graph = useEditor((editor) => editor.graph)
  const workspace = useEditor((editor) => editor.workspace)
  const [environment, setEnvironment] = useState(workspace.environments[0]?.key ?? 'development')
  const [note, setNote] = useState('')
  const [enabled, setEnabled] = useState(true)
  const publish = usePublish()
  const live = workspace.environments.find(({ key }) => key === environment)?.live ?? false
  const problems = useQuery({
    queryKey: ['problems-before-publish', environment, graph, workspace],
    queryFn: () => findProblemsInWords(graph, { surroundings: surroundingsOf(workspace), environment }),
    gcTime: 0,
  }).data
  const close = () => store.getState().ask(undefined)
  const isSound = problems !== undefined && problems.every(({ severity }) => severity !== 'error')
  return (
    <Modal opened onClose={close} title="Publish this flow" size="lg">
      <Stack gap="md">
        <SegmentedControl
          aria-label="Environment"
          value={environment}
          onChange={setEnvironment}
          data={workspace.environments.map(({ key, name }) => ({ value: key, label: name }))}
        />
        {live && (
          <Note tone="alarm">This is live: what the flow does there is public and is done with the real accounts.</Note>
        )}
        <AliasPlan environment={environment} />
        {problems && <PublishProblems problems={problems} />}
        <Textarea
          label="What is new in this version"
          placeholder="A note for the list of versions"
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Switch
          label="Switch it on at once"
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
          color={live ? 'red.8' : undefined}
        />
        <FieldError>{publish.error ? inWords(publish.error) : undefined}</FieldError>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button
            leftSection={<IconRocket size={16} aria-hidden />}
            color={live ? 'red.8' : undefined}
            disabled={!isSound}
            loading={publish.isPending}
            onClick={() => publish.mutate({ environment, note, enabled }, { onSuccess: close })}
          >
            {enabled ? (live ? 'Publish and go LIVE' : 'Publish and switch on') : 'Publish'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
