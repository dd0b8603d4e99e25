import { Button, Group, Modal } from '@mantine/core'

interface LeaveDialogProps {
  onStay(): void
  onLeave(): void
  onSave(): void
}

export function LeaveDialog({ onStay, onLeave, onSave }: LeaveDialogProps) {
  return (
    <Modal opened onClose={onStay} title="The draft is not saved">
      <p>Save it before you go? If you do not, your changes stay in this browser and are offered when you come back.</p>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onStay}>
          Stay
        </Button>
        <Button variant="default" onClick={onLeave}>
          Leave without saving
        </Button>
        <Button onClick={onSave}>Save and leave</Button>
      </Group>
    </Modal>
  )
}
