import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { Note } from '../../../ui/note.tsx'
import type { Consent } from './use-consent.ts'

/** While the window is open; also the way on when the browser did not let it open. */
export function ConsentWaiting({ consent, onCancel }: { consent: Consent & { at: 'waiting' }; onCancel: () => void }) {
  const blocked = consent.window === null
  return (
    <Stack gap="md">
      {blocked ? (
        <Note tone="waiting">
          Your browser did not let the window open.{' '}
          <a href={consent.attempt.startUrl} target="_blank" rel="noreferrer">
            Open it in a tab
          </a>
          . This page notices the answer by itself.
        </Note>
      ) : (
        <Group wrap="nowrap">
          <Loader size="sm" aria-hidden />
          <Text>Waiting for the answer in the other window. Approve there, and this goes on by itself.</Text>
        </Group>
      )}
      <Group justify="flex-end">
        {!blocked && (
          <Button variant="default" onClick={() => consent.window?.focus()}>
            Show the window
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => {
            consent.window?.close()
            onCancel()
          }}
        >
          Cancel
        </Button>
      </Group>
    </Stack>
  )
}
