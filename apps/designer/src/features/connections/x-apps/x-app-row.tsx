import { Button, Group, Text } from '@mantine/core'
import { IconFlask, IconWorld } from '@tabler/icons-react'
import type { XApp } from '@tailorbird/contract/x-apps'
import { useQueryClient } from '@tanstack/react-query'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { Card } from '../../../ui/card.tsx'
import { removeWithUndo } from '../../../ui/toasts/remove-with-undo.tsx'
import { toast } from '../../../ui/toasts/toast.tsx'

interface XAppRowProps {
  app: XApp
  /** How many connections belong to it. */
  used: number
  onEdit(): void
}

export function XAppRow({ app, used, onEdit }: XAppRowProps) {
  const queryClient = useQueryClient()
  const Icon = app.target === 'sandbox' ? IconFlask : IconWorld

  function remove() {
    if (used > 0)
      return toast.failed(
        `${used === 1 ? 'A connection belongs' : `${used} connections belong`} to ${app.name}. Disconnect first.`,
      )
    removeWithUndo({
      id: app.id,
      says: `${app.name} is deleted.`,
      commit: async () => {
        await api.xApps.remove({ id: app.id })
        await queryClient.invalidateQueries({ queryKey: ['x-apps'] })
      },
      inWords,
    })
  }

  return (
    <Card>
      <Group justify="space-between">
        <Group gap="sm" wrap="nowrap">
          <Icon size={22} aria-hidden />
          <div>
            <Text fw={500}>{app.name}</Text>
            <Text size="sm" c="dimmed">
              {app.target === 'sandbox'
                ? 'The X on this machine: nothing you do with it reaches X.'
                : `Reaches X. ${waysOf(app)}`}
            </Text>
          </div>
        </Group>
        <Group gap="sm">
          <Button variant="default" size="xs" aria-label={`Edit ${app.name}`} onClick={onEdit}>
            Edit
          </Button>
          <Button variant="subtle" color="gray" size="xs" aria-label={`Delete ${app.name}`} onClick={remove}>
            Delete
          </Button>
        </Group>
      </Group>
    </Card>
  )
}

function waysOf({ clientId, consumerKey }: XApp) {
  if (clientId && consumerKey) return 'Connects by a click or with four keys.'
  if (clientId) return 'Connects by a click.'
  return consumerKey ? 'Connects with four keys.' : 'It has no keys yet: edit it.'
}
