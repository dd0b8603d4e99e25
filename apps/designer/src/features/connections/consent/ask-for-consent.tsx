import '@mantine/core/styles/Checkbox.layer.css'
import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { Connection } from '@tailorbird/contract/connections'
import type { XApp } from '@tailorbird/contract/x-apps'
import { useState } from 'react'
import { BASIC_SCOPES, MORE_SCOPES } from './scopes.ts'
import { ScopeList } from './scope-list.tsx'

interface AskForConsentProps {
  apps: XApp[]
  connection?: Connection | undefined
  busy: boolean
  onBegin(request: { appId: string; scopes: string[]; connectionId?: string | undefined }): void
}

/** Says what X will ask before X asks it. */
export function AskForConsent({ apps, connection, busy, onBegin }: AskForConsentProps) {
  const held = connection && connection.scopes !== 'all' ? connection.scopes : []
  const [appId, setAppId] = useState(connection?.appId ?? apps[0]?.id ?? '')
  const [more, setMore] = useState(() =>
    MORE_SCOPES.filter(({ scopes }) => scopes.some((scope) => held.includes(scope))).map(({ key }) => key),
  )
  const app = apps.find(({ id }) => id === appId)
  const extra = MORE_SCOPES.filter(({ key }) => more.includes(key)).flatMap(({ scopes }) => scopes)
  const scopes = [...new Set([...BASIC_SCOPES, ...held, ...extra])]
  const where = app?.target === 'sandbox' ? 'The sandbox' : 'X'

  return (
    <Stack gap="md">
      {apps.length > 1 && !connection && (
        <NativeSelect
          label="X app"
          value={appId}
          onChange={(event) => setAppId(event.currentTarget.value)}
          data={apps.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Text>{where} opens in a window of its own and asks the account’s owner to let Tailorbird do this:</Text>
      <ScopeList scopes={scopes} />
      <Checkbox.Group label="Ask for more now" value={more} onChange={setMore}>
        <Group mt="xs">
          {MORE_SCOPES.map(({ key, label }) => (
            <Checkbox key={key} value={key} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      <Group justify="flex-end">
        <Button
          loading={busy}
          disabled={!app}
          rightSection={<IconExternalLink size={16} aria-hidden />}
          onClick={() => onBegin({ appId, scopes, connectionId: connection?.id })}
        >
          {app?.target === 'sandbox' ? 'Go on in the sandbox' : 'Go on at X'}
        </Button>
      </Group>
    </Stack>
  )
}
