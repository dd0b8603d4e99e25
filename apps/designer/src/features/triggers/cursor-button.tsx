import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TriggerState } from '@tailorbird/contract/triggers'
import { useState } from 'react'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { FieldError } from '../../ui/field-error.tsx'
import css from './trigger-list.module.css'

/** How far a trigger has looked. Only those that look by themselves have such a place. */
export function CursorButton({ trigger }: { trigger: TriggerState }) {
  const [opened, setOpened] = useState(false)
  if (trigger.source !== 'poll' && trigger.source !== 'schedule') return null
  return (
    <>
      <Button variant="subtle" size="xs" onClick={() => setOpened(true)}>
        How far it has looked
      </Button>
      {opened && <CursorDialog trigger={trigger} onClose={() => setOpened(false)} />}
    </>
  )
}

function CursorDialog({ trigger, onClose }: { trigger: TriggerState; onClose(): void }) {
  const client = useQueryClient()
  const [cursor, setCursor] = useState(trigger.cursor ?? '')
  const change = useMutation({
    mutationFn: (next: string | null) => api.triggers.setCursor({ id: trigger.id, cursor: next }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['triggers'] })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={`How far “${trigger.label}” has looked`}>
      <Stack gap="md">
        <p>
          {trigger.source === 'schedule'
            ? 'Times up to this one are done. Set it back, and the times since then count as missed: the trigger says what becomes of those.'
            : 'What is newer than this starts runs at the next look. Set it back, and what came since then is looked at again; what has started a run already starts no second one.'}
        </p>
        {trigger.cursor === null && <p>It has not looked yet: it begins with what comes from now on.</p>}
        <TextInput
          label={trigger.source === 'schedule' ? 'Time' : 'Place'}
          classNames={{ input: css.cursor ?? '' }}
          maxLength={200}
          value={cursor}
          data-autofocus
          onChange={(event) => setCursor(event.currentTarget.value)}
        />
        <FieldError>{change.error ? inWords(change.error) : undefined}</FieldError>
        <Group gap="sm">
          <Button
            loading={change.isPending}
            disabled={cursor.trim() === '' || cursor === trigger.cursor}
            onClick={() => change.mutate(cursor.trim())}
          >
            Go on from there
          </Button>
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate(null)}>
            Begin with what is new
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
