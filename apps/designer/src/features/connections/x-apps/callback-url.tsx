import '@mantine/core/styles/Code.layer.css'
import { Code, Group, Text } from '@mantine/core'
import { CopyButton } from '../../../ui/copy-button.tsx'

/** The address X sends people back to, and where it has to stand. */
export function CallbackUrl({ url }: { url: string }) {
  return (
    <div>
      <Text size="sm" fw={500}>
        Callback URL
      </Text>
      <Text size="sm" c="dimmed">
        In the developer portal of X, open your app, then “User authentication settings”, and paste this under “Callback
        URI / Redirect URL”, letter by letter.
      </Text>
      <Group gap="sm" mt={4} wrap="nowrap">
        <Code style={{ overflowWrap: 'anywhere', fontSize: 13, padding: '4px 8px' }}>{url}</Code>
        <CopyButton text={url} what="the callback URL" />
      </Group>
    </div>
  )
}
