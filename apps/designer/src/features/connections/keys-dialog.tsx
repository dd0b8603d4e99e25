import '@mantine/core/styles/PasswordInput.layer.css'
import { Button, Group, Modal, NativeSelect, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { XApp } from '@tailorbird/contract/x-apps'
import { type FormEvent, useState } from 'react'
import { ApiProblem, inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { Note } from '../../ui/note.tsx'
import { toast } from '../../ui/toasts/toast.tsx'

/** Connects an account with the four keys of OAuth 1.0a: two belong to the app, two to the account. */
export function KeysDialog({ apps, onClose }: { apps: XApp[]; onClose: () => void }) {
  const able = apps.filter(({ consumerKey, hasConsumerSecret }) => consumerKey !== null && hasConsumerSecret)
  const queryClient = useQueryClient()
  const [keys, setKeys] = useState({ appId: able[0]?.id ?? '', accessToken: '', accessTokenSecret: '' })
  const connect = useMutation({
    mutationFn: () => api.connections.createWithKeys(keys),
    onSuccess: ({ account }) => {
      void queryClient.invalidateQueries({ queryKey: ['connections'] })
      toast.done(`@${account.username} is connected.`)
      onClose()
    },
  })
  const problem = connect.error instanceof ApiProblem ? connect.error : undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    connect.mutate()
  }

  return (
    <Modal opened onClose={onClose} size="lg" title="Connect with four keys (OAuth 1.0a)">
      {able.length === 0 ? (
        <Note>
          Two of the four keys belong to the X app, and no app here has them yet. Edit an X app and add its consumer key
          and secret first.
        </Note>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <Text>
              The developer portal of X shows all four under “Keys and tokens”. The access token must have been made
              with the right to write; X keeps that right with the token.
            </Text>
            {connect.error && !problem?.errors.length && <Note tone="alarm">{inWords(connect.error)}</Note>}
            <NativeSelect
              label="X app"
              description="Brings the consumer key and its secret."
              value={keys.appId}
              onChange={(event) => setKeys({ ...keys, appId: event.currentTarget.value })}
              data={able.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <PasswordInput
              label="Access token"
              autoComplete="off"
              value={keys.accessToken}
              error={problem?.errorAt('accessToken')}
              onChange={(event) => setKeys({ ...keys, accessToken: event.currentTarget.value })}
            />
            <PasswordInput
              label="Access token secret"
              autoComplete="off"
              value={keys.accessTokenSecret}
              error={problem?.errorAt('accessTokenSecret')}
              onChange={(event) => setKeys({ ...keys, accessTokenSecret: event.currentTarget.value })}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={connect.isPending}>
                Check and connect
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
