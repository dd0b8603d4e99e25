import { useQuery } from '@tanstack/react-query'
import { NativeSelect } from '@mantine/core'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Note } from '../../../ui/note.tsx'
import { ListenForCall } from './listen-for-call.tsx'
import { WebhookSecret } from './webhook-secret.tsx'
import css from './webhook-panel.module.css'

/** Where a webhook is called: one address that starts runs, and one to try with. */
export function WebhookPanel({ node }: { node: GraphNode }) {
  const flowId = useEditor((editor) => editor.flow.id)
  const environments = useEditor((editor) => editor.workspace.environments)
  const [environment, setEnvironment] = useState('production')
  const address = useQuery({
    queryKey: ['triggers', 'webhook', flowId, node.id, environment],
    queryFn: () => api.triggers.webhook({ flowId, nodeId: node.id, environment }),
    retry: false,
  })
  return (
    <section className={css.panel} aria-label="Address">
      <NativeSelect
        size="xs"
        label="Address in"
        value={environment}
        data={environments.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(event) => setEnvironment(event.currentTarget.value)}
      />
      {address.error && <Note tone="waiting">{inWords(address.error)} A flow has its address once it is saved.</Note>}
      {address.data && (
        <>
          <Address label="Starts runs of the enabled version" method={address.data.method} url={address.data.live} />
          <Address label="For trying" method={address.data.method} url={address.data.test} />
          <WebhookSecret node={node} environment={environment} hasSecret={address.data.hasSecret} />
          <ListenForCall node={node} />
        </>
      )}
    </section>
  )
}

function Address({ label, method, url }: { label: string; method: string; url: string }) {
  return (
    <div className={css.address}>
      <span className={css.label}>{label}</span>
      <code className={css.url}>
        {method} {url}
      </code>
      <CopyButton text={url} what={`the address “${label}”`} />
    </div>
  )
}
