import { Button, Center, Loader, Stack, Title } from '@mantine/core'
import { inWords } from '../../api/api-problem.ts'
import { Mark } from './mark.tsx'

/** Before anything is known of the session: a moment of waiting, or what keeps it from starting. */
export function StartingPage({ error, retry }: { error: Error | null; retry: () => void }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack align="center" gap="md" maw={420} ta="center">
        <Mark size={48} />
        {error ? (
          <div role="alert">
            <Title order={1}>Tailorbird is not there</Title>
            <p>{inWords(error)}</p>
            <Button onClick={retry}>Try again</Button>
          </div>
        ) : (
          <Loader type="dots" aria-label="Starting" />
        )}
      </Stack>
    </Center>
  )
}
