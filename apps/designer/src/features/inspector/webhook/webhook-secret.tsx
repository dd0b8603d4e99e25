import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import { useState } from 'react'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { useEditor } from '../../../editor/store/editor-context.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { FieldError } from '../../../ui/field-error.tsx'
import { Note } from '../../../ui/note.tsx'
import { fixedOf } from '../field/widget.ts'
import css from './webhook-panel.module.css'

interface WebhookSecretProps {
  node: GraphNode
  environment: string
  hasSecret: boolean
}

/** Shown once, when it is made. A new one stops the old one at once, so that takes a second click. */
export function WebhookSecret({ node, environment, hasSecret }: WebhookSecretProps) {
  const flowId = useEditor((editor) => editor.flow.id)
  const client = useQueryClient()
  const [armed, setArmed] = useState(false)
  const make = useMutation({
    mutationFn: () => api.triggers.renewSecret({ flowId, nodeId: node.id, environment }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['triggers', 'webhook'] }),
  })
  const wants = fixedOf(node.params['secretHeader'])
  if (wants === undefined || wants === 'none') return null
  return (
    <div className={css.address}>
      {make.data ? (
        <Note tone="good" action={<CopyButton text={make.data.secret} what="the secret" />}>
          Copy the secret now; it is not shown again. <code className={css.url}>{make.data.secret}</code>
        </Note>
      ) : (
        <span className={css.label}>
          {hasSecret ? 'A secret is set.' : 'There is no secret yet: every call is refused.'}
        </span>
      )}
      <Button
        variant="default"
        size="xs"
        loading={make.isPending}
        onBlur={() => setArmed(false)}
        onClick={() => {
          if (hasSecret && !armed) return setArmed(true)
          setArmed(false)
          make.mutate()
        }}
      >
        {armed ? 'The old one stops working: really?' : hasSecret ? 'Make a new secret' : 'Make a secret'}
      </Button>
      <FieldError>{make.error ? inWords(make.error) : undefined}</FieldError>
    </div>
  )
}
