import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Connection } from '@tailorbird/contract/connections'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { Loading } from '../../ui/page/loading.tsx'
import { Note } from '../../ui/note.tsx'
import { toast } from '../../ui/toasts/toast.tsx'

/** Shows what stops before it stops. The token is revoked at X, so this cannot be undone, only connected again. */
export function DisconnectDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const queryClient = useQueryClient()
  const usage = useQuery(queries.connectionUsage(connection.id))
  const disconnect = useMutation({
    mutationFn: () => api.connections.remove({ id: connection.id }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['connections'], exact: true })
      void queryClient.invalidateQueries({ queryKey: ['aliases'], exact: true })
      toast.done(`@${connection.account.username} is disconnected.`)
      onClose()
    },
  })

  return (
    <Modal opened onClose={onClose} title={`Disconnect ${connection.name}?`}>
      <Stack gap="md">
        {(usage.error ?? disconnect.error) && <Note tone="alarm">{inWords(usage.error ?? disconnect.error)}</Note>}
        {usage.isPending && <Loading lines={1} height={40} />}
        {usage.data && usage.data.length === 0 && <Text>Nothing uses it.</Text>}
        {usage.data && usage.data.length > 0 && (
          <div>
            <Text>These use it and stop working until they are given another account:</Text>
            <ul>
              {usage.data.map(({ kind, id, name }) => (
                <li key={`${kind} ${id}`}>
                  {kind === 'flow' ? 'Flow' : 'Alias'} “{name}”
                </li>
              ))}
            </ul>
          </div>
        )}
        <Text size="sm" c="dimmed">
          Tailorbird gives its access back to {connection.target === 'sandbox' ? 'the sandbox' : 'X'} and forgets it.
          You can connect the account again at any time.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button loading={disconnect.isPending} disabled={usage.isPending} onClick={() => disconnect.mutate()}>
            Disconnect
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
