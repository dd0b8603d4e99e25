import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Alias } from '@tailorbird/contract/aliases'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { Loading } from '../../ui/page/loading.tsx'
import { Note } from '../../ui/note.tsx'

/** Shows where the alias is used; while it is used it stays. */
export function DeleteAliasDialog({ alias, onClose }: { alias: Alias; onClose: () => void }) {
  const queryClient = useQueryClient()
  const usage = useQuery(queries.aliasUsage(alias.id))
  const remove = useMutation({
    mutationFn: () => api.aliases.remove({ id: alias.id }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['aliases'], exact: true })
      onClose()
    },
  })
  const used = usage.data ?? []

  return (
    <Modal opened onClose={onClose} title={used.length > 0 ? `${alias.name} is used` : `Delete ${alias.name}?`}>
      <Stack gap="md">
        {(usage.error ?? remove.error) && <Note tone="alarm">{inWords(usage.error ?? remove.error)}</Note>}
        {usage.isPending && <Loading lines={1} height={40} />}
        {usage.data && used.length === 0 && <Text>No flow uses it.</Text>}
        {used.length > 0 && (
          <div>
            <Text>It cannot be deleted while these name it. Choose another alias in them first.</Text>
            <ul>
              {used.map(({ kind, id, name }) => (
                <li key={id}>{kind === 'flow' ? <a href={`/flows/${id}`}>{name}</a> : name}</li>
              ))}
            </ul>
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button disabled={!usage.data || used.length > 0} loading={remove.isPending} onClick={() => remove.mutate()}>
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
