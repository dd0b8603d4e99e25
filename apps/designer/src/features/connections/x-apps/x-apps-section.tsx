import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconFlask } from '@tabler/icons-react'
import type { XApp } from '@tailorbird/contract/x-apps'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { queries } from '../../../api/queries.ts'
import { EmptyState } from '../../../ui/page/empty-state.tsx'
import { Loading } from '../../../ui/page/loading.tsx'
import { Note } from '../../../ui/note.tsx'
import { usePendingRemovals } from '../../../ui/toasts/pending-removals.ts'
import { Section } from '../../../ui/page/section.tsx'
import { toast } from '../../../ui/toasts/toast.tsx'
import { XAppDialog } from './x-app-dialog.tsx'
import { XAppRow } from './x-app-row.tsx'

/** Step one: through which app Tailorbird speaks to X. */
export function XAppsSection() {
  const xApps = useQuery(queries.xApps())
  const connections = useQuery(queries.connections())
  const pending = usePendingRemovals()
  const [editing, setEditing] = useState<XApp | 'new'>()
  const apps = xApps.data?.apps.filter(({ id }) => !pending.has(id)) ?? []
  const sandboxMissing = xApps.data?.sandbox && !apps.some(({ target }) => target === 'sandbox')
  const used = (app: XApp) => connections.data?.filter(({ appId }) => appId === app.id).length ?? 0

  const buttons = (
    <Group gap="sm" justify="center">
      {sandboxMissing && <UseSandbox />}
      <Button variant="default" onClick={() => setEditing('new')}>
        Add an app of X
      </Button>
    </Group>
  )

  return (
    <Section
      title="1. X app"
      lead="Tailorbird speaks to X through a developer app. The sandbox brings its own."
      actions={apps.length > 0 && buttons}
    >
      {xApps.error && <Note tone="alarm">{inWords(xApps.error)}</Note>}
      {xApps.isPending && <Loading lines={1} height={72} />}
      {xApps.data && apps.length === 0 && (
        <EmptyState icon={<IconFlask size={32} stroke={1.5} />} title="Begin with the sandbox" action={buttons}>
          The sandbox is a small X on this machine: try everything, post as often as you like, and nobody sees it. For
          the real X you need an app of your own from developer.x.com.
        </EmptyState>
      )}
      <Stack gap="sm">
        {apps.map((app) => (
          <XAppRow key={app.id} app={app} used={used(app)} onEdit={() => setEditing(app)} />
        ))}
      </Stack>
      {editing && (
        <XAppDialog
          app={editing === 'new' ? undefined : editing}
          callbackUrl={xApps.data?.callbackUrl ?? ''}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Section>
  )
}

function UseSandbox() {
  const queryClient = useQueryClient()
  const use = useMutation({
    mutationFn: () => api.xApps.createForSandbox({}),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['x-apps'] }),
    onError: (error) => toast.failed(inWords(error)),
  })
  return (
    <Button loading={use.isPending} onClick={() => use.mutate()}>
      Use the sandbox
    </Button>
  )
}
