import { Button, Group, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'

interface RenameDialogProps {
  /** What is renamed, e.g. `flow`. */
  what: string
  name: string
  /** Resolves when it is renamed, throws when it is refused. */
  rename(name: string): Promise<unknown>
  inWords(error: unknown): string
  onClose(): void
}

export function RenameDialog({ what, name: before, rename, inWords, onClose }: RenameDialogProps) {
  const [name, setName] = useState(before)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    try {
      await rename(name.trim())
      onClose()
    } catch (error) {
      setWrong(inWords(error))
      setBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} title={`Rename the ${what}`}>
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={120}
          value={name}
          error={wrong}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ''}>
            Rename
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
