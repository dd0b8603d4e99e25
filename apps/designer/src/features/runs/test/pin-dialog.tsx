import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useEditor, useEditorStore } from '../../../editor/store/editor-context.ts'
import { outputOf } from '@tailorbird/flow/graph/pill-sources'
import { surroundingsOf } from '../../../editor/model/workspace.ts'

/** An output that tests take instead of running the node. It starts as what the node put out last. */
export function PinDialog({ nodeId }: { nodeId: string }) {
  const store = useEditorStore()
  const label = useEditor(({ index }) => index.node.get(nodeId)?.label ?? '')
  const isPinned = useEditor(({ pins }) => Object.hasOwn(pins, nodeId))
  const [text, setText] = useState(() => beginning(store.getState(), nodeId))
  const found = read(text)
  const close = () => store.getState().ask(undefined)
  const pin = (output: unknown) => {
    store.getState().pin(nodeId, output)
    close()
  }
  return (
    <Modal opened onClose={close} title={`Pin the output of “${label}”`} size="lg">
      <Stack gap="md">
        <p>Tests take this and do not run the node. It stays in this tab and never becomes part of the flow.</p>
        <Textarea
          label="Output, as JSON"
          autosize
          minRows={8}
          maxRows={20}
          styles={{ input: { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', fontSize: 13 } }}
          value={text}
          data-autofocus
          error={'wrong' in found ? found.wrong : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group gap="sm">
          <Button disabled={'wrong' in found} onClick={() => 'output' in found && pin(found.output)}>
            Pin it
          </Button>
          {isPinned && (
            <Button variant="default" onClick={() => pin(undefined)}>
              Take the pin away
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

type State = ReturnType<ReturnType<typeof useEditorStore>['getState']>

function beginning({ pins, sample, index, workspace }: State, nodeId: string): string {
  const known = pins[nodeId] ?? sample[nodeId]
  const node = index.node.get(nodeId)
  const names = node ? Object.keys(outputOf(node, surroundingsOf(workspace))) : []
  return JSON.stringify(known ?? Object.fromEntries(names.map((name) => [name, null])), null, 2)
}

function read(text: string): { output: unknown } | { wrong: string } {
  try {
    return { output: JSON.parse(text) }
  } catch {
    return { wrong: 'This is not JSON. Look at the last thing you changed: a comma, a quote or a bracket.' }
  }
}
