import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../api/queries.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Note } from '../../../ui/note.tsx'
import type { Consent } from './use-consent.ts'
import { said } from '../../../words/said.ts'
import { sentence } from '../../../words/page-sentence.ts'

interface ConsentEndedProps {
  consent: Consent & { at: 'ended' }
  onAgain(): void
  onClose(): void
}

/** The answer, and the way on. */
export function ConsentEnded({ consent: { how, message, connectionId }, onAgain, onClose }: ConsentEndedProps) {
  const connections = useQuery(queries.connections())
  const connection = connections.data?.find(({ id }) => id === connectionId)
  if (how === 'connected') {
    return (
      <Stack gap="md">
        <Note tone="good">
          <Group gap="sm">
            {connection && <Avatar name={connection.account.name} url={connection.account.avatarUrl} size={28} />}
            <span>
              {connection
                ? `${connection.account.name} (@${connection.account.username}) is connected.`
                : (message ?? 'Connected.')}
            </span>
          </Group>
        </Note>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Stack gap="md">
      <Note tone={how === 'failed' ? 'alarm' : 'waiting'}>{message ?? sentence(answers[how])}</Note>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button onClick={onAgain}>Try again</Button>
      </Group>
    </Stack>
  )
}

const answers = {
  denied: said('consent.denied'),
  failed: said('consent.failed'),
  expired: said('consent.expired'),
  closed: said('consent.closed'),
}
