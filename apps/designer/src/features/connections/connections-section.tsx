import { Button, Group, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlugConnected } from '@tabler/icons-react'
import type { Connection } from '@tailorbird/contract/connections'
import { useState } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { queries } from '../../api/queries.ts'
import { EmptyState } from '../../ui/page/empty-state.tsx'
import { Loading } from '../../ui/page/loading.tsx'
import { Note } from '../../ui/note.tsx'
import { RenameDialog } from '../../ui/rename-dialog.tsx'
import { Section } from '../../ui/page/section.tsx'
import { ConnectDialog } from './consent/connect-dialog.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import { KeysDialog } from './keys-dialog.tsx'

type Open = { what: 'connect' | 'keys' } | { what: 'reconnect' | 'rename' | 'disconnect'; connection: Connection }

/** Step two: the accounts that Tailorbird may act for. */
export function ConnectionsSection() {
  const queryClient = useQueryClient()
  const apps = useQuery(queries.xApps()).data?.apps ?? []
  const connections = useQuery({ ...queries.connections(), refetchInterval: 30_000 })
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const byClick = apps.filter(({ clientId }) => clientId !== null)

  const buttons = (
    <Group gap="sm" justify="center">
      <Button disabled={byClick.length === 0} onClick={() => setOpen({ what: 'connect' })}>
        Connect an account
      </Button>
      <Button variant="default" disabled={apps.length === 0} onClick={() => setOpen({ what: 'keys' })}>
        Use four keys
      </Button>
    </Group>
  )

  return (
    <Section
      title="2. Connections"
      lead="A connection is one X account that has allowed Tailorbird to act for it."
      actions={connections.data && connections.data.length > 0 && buttons}
    >
      {connections.error && <Note tone="alarm">{inWords(connections.error)}</Note>}
      {connections.isPending && <Loading lines={1} height={120} />}
      {connections.data?.length === 0 && (
        <EmptyState icon={<IconPlugConnected size={32} stroke={1.5} />} title="No account yet" action={buttons}>
          {apps.length === 0
            ? 'First choose an X app above. Then its owner says yes in a window, and the account stands here.'
            : 'The account’s owner says yes in a window. Tailorbird never sees the password.'}
        </EmptyState>
      )}
      <Stack gap="sm">
        {connections.data?.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            onReconnect={() => setOpen({ what: 'reconnect', connection })}
            onRename={() => setOpen({ what: 'rename', connection })}
            onDisconnect={() => setOpen({ what: 'disconnect', connection })}
          />
        ))}
      </Stack>
      {open?.what === 'connect' && <ConnectDialog apps={byClick} onClose={close} />}
      {open?.what === 'reconnect' && <ConnectDialog apps={byClick} connection={open.connection} onClose={close} />}
      {open?.what === 'keys' && <KeysDialog apps={apps} onClose={close} />}
      {open?.what === 'disconnect' && <DisconnectDialog connection={open.connection} onClose={close} />}
      {open?.what === 'rename' && (
        <RenameDialog
          what="connection"
          name={open.connection.name}
          rename={async (name) => {
            await api.connections.rename({ id: open.connection.id, name })
            await queryClient.invalidateQueries({ queryKey: ['connections'] })
          }}
          inWords={inWords}
          onClose={close}
        />
      )}
    </Section>
  )
}
