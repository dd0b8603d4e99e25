import { Button, Group, Modal, Stack } from '@mantine/core'
import { useEditorStore } from '../../editor/store/editor-context.ts'

/** Why something cannot be done, in a sentence. */
export function ExplainDialog({ title, says }: { title: string; says: string }) {
  const store = useEditorStore()
  const close = () => store.getState().ask(undefined)
  return (
    <Modal opened onClose={close} title={title}>
      <Stack gap="md">
        <p>{says}</p>
        <Group justify="flex-end">
          <Button onClick={close} data-autofocus>
            Understood
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
