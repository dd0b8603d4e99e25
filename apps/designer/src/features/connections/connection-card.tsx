import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconFlask, IconWorld } from '@tabler/icons-react'
import type { Connection } from '@tailorbird/contract/connections'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { Note } from '../../ui/note.tsx'
import { StatusChip } from '../../ui/status-chip.tsx'
import classes from './connection-card.module.css'
import { ConnectionFacts } from './connection-facts.tsx'
import { ConnectionStatus } from './connection-status.tsx'
import { Posting } from './posting/posting.tsx'

interface ConnectionCardProps {
  connection: Connection
  onReconnect(): void
  onRename(): void
  onDisconnect(): void
}

export function ConnectionCard({ connection, onReconnect, onRename, onDisconnect }: ConnectionCardProps) {
  const { name, account, target, status, trouble } = connection
  const queryClient = useQueryClient()
  const test = useMutation({
    mutationFn: () => api.connections.test({ id: connection.id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['connections'] }),
  })
  const Where = target === 'sandbox' ? IconFlask : IconWorld

  return (
    <Card label={name}>
      <div className={classes.card}>
        <div className={classes.top}>
          <Avatar name={account.name} url={account.avatarUrl} />
          <div className={classes.who}>
            <div className={classes.name}>{name}</div>
            <div className={classes.quiet}>
              {name === `@${account.username}` ? account.name : `${account.name} · @${account.username}`}
            </div>
          </div>
          <StatusChip tone="quiet" icon={Where}>
            {target === 'sandbox' ? 'Sandbox' : 'X'}
          </StatusChip>
          <ConnectionStatus status={status} />
          <Group gap="xs">
            <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()}>
              Test
            </Button>
            {connection.kind === 'oauth2' && (
              <Button variant={status === 'connected' ? 'default' : 'filled'} size="xs" onClick={onReconnect}>
                Reconnect
              </Button>
            )}
            <MoreMenu
              about={name}
              items={[
                { label: 'Rename', run: onRename },
                { label: 'Disconnect', run: onDisconnect },
              ]}
            />
          </Group>
        </div>
        {trouble && status !== 'connected' && <Note tone="alarm">{trouble}</Note>}
        <div aria-live="polite">
          {test.data && (
            <Note tone={test.data.ok ? 'good' : 'alarm'}>
              {[test.data.message, test.data.hint].filter(Boolean).join(' ')}
            </Note>
          )}
          {test.error && <Note tone="alarm">{inWords(test.error)}</Note>}
        </div>
        <ConnectionFacts connection={connection} />
        <Posting accountId={account.id} />
      </div>
    </Card>
  )
}
