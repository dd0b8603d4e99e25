import '@mantine/core/styles/Divider.layer.css'
import { Button, Divider, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { XApp } from '@tailorbird/contract/x-apps'
import { type FormEvent, useState } from 'react'
import { ApiProblem, inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { Note } from '../../../ui/note.tsx'
import { useFocusFirstError } from '../../../ui/use-focus-first-error.ts'
import { CallbackUrl } from './callback-url.tsx'
import { SecretInput } from './secret-input.tsx'

interface XAppDialogProps {
  /** Unset: a new one. */
  app?: XApp | undefined
  callbackUrl: string
  onClose(): void
}

/** The keys of a developer app at X. */
export function XAppDialog({ app, callbackUrl, onClose }: XAppDialogProps) {
  const queryClient = useQueryClient()
  const [name, setName] = useState(app?.name ?? 'My X app')
  const [clientId, setClientId] = useState(app?.clientId ?? '')
  const [clientSecret, setClientSecret] = useState<string>()
  const [consumerKey, setConsumerKey] = useState(app?.consumerKey ?? '')
  const [consumerSecret, setConsumerSecret] = useState<string>()
  const save = useMutation({
    mutationFn: () => {
      const input = {
        name,
        target: app?.target ?? 'x',
        clientId: clientId || null,
        clientSecret,
        consumerKey: consumerKey || null,
        consumerSecret,
      }
      return app ? api.xApps.update({ id: app.id, ...input }) : api.xApps.create(input)
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['x-apps'] })
      onClose()
    },
  })
  const problem = save.error instanceof ApiProblem ? save.error : undefined
  const form = useFocusFirstError(save.error)

  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate()
  }

  return (
    <Modal opened onClose={onClose} size="lg" title={app ? `Edit ${app.name}` : 'Add an app of X'}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          {save.error && !problem?.errors.length && <Note tone="alarm">{inWords(save.error)}</Note>}
          {app?.target !== 'sandbox' && <CallbackUrl url={app?.callbackUrl ?? callbackUrl} />}
          <TextInput
            label="Name"
            data-autofocus
            value={name}
            error={problem?.errorAt('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Divider label="OAuth 2.0, to connect accounts by a click" labelPosition="left" />
          <TextInput
            label="Client ID"
            autoComplete="off"
            value={clientId}
            error={problem?.errorAt('clientId')}
            onChange={(event) => setClientId(event.currentTarget.value)}
          />
          <SecretInput
            label="Client secret"
            description="X gives one to apps of the type “Web App, Automated App or Bot”. A “Native App” has none: leave it empty."
            isSet={app?.hasClientSecret ?? false}
            value={clientSecret}
            error={problem?.errorAt('clientSecret')}
            onChange={setClientSecret}
          />
          <Divider label="OAuth 1.0a, only to connect accounts with four keys" labelPosition="left" />
          <TextInput
            label="Consumer key"
            description="Also called API key."
            autoComplete="off"
            value={consumerKey}
            error={problem?.errorAt('consumerKey')}
            onChange={(event) => setConsumerKey(event.currentTarget.value)}
          />
          <SecretInput
            label="Consumer secret"
            isSet={app?.hasConsumerSecret ?? false}
            value={consumerSecret}
            error={problem?.errorAt('consumerSecret')}
            onChange={setConsumerSecret}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              {app ? 'Save' : 'Add the app'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
