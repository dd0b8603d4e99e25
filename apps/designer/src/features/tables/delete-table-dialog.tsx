import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Table } from '@tailorbird/contract/tables'
import { inWords } from '../../api/api-problem.ts'
import { queries } from '../../api/queries.ts'
import { Loading } from '../../ui/page/loading.tsx'
import { Note } from '../../ui/note.tsx'

/** Says what goes with the table, and which flows will miss it. */
export function DeleteTableDialog({
  table,
  onDelete,
  onClose,
}: {
  table: Table
  onDelete: () => void
  onClose: () => void
}) {
  const usage = useQuery(queries.tableUsage(table.id))
  return (
    <Modal opened onClose={onClose} title={`Delete “${table.name}”?`}>
      <Stack gap="md">
        {usage.error && <Note tone="alarm">{inWords(usage.error)}</Note>}
        {usage.isPending && <Loading lines={1} height={40} />}
        <Text>
          {table.recordCount === 0
            ? 'It has no records.'
            : `Its ${table.recordCount === 1 ? 'one record goes' : `${table.recordCount} records go`} with it, files included.`}
        </Text>
        {usage.data && usage.data.length > 0 && (
          <div>
            <Text>These flows use it and will show a problem:</Text>
            <ul>
              {usage.data.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button
            disabled={usage.isPending}
            onClick={() => {
              onClose()
              onDelete()
            }}
          >
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
