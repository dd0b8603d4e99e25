import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { TriggerState } from '@tailorbird/contract/triggers'
import { inWords } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { toast } from '../../ui/toasts/toast.tsx'

/** Pausing keeps the place where the trigger stands, so each of the two takes back the other. */
export function PauseButton({ trigger: { id, label, paused } }: { trigger: TriggerState }) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: () => (paused ? api.triggers.resume({ id }) : api.triggers.pause({ id })),
    onError: (error) => toast.failed(inWords(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['triggers'] }),
  })
  const Icon = paused ? IconPlayerPlay : IconPlayerPause
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<Icon size={14} aria-hidden />}
      loading={change.isPending}
      aria-label={`${paused ? 'Resume' : 'Pause'} ${label}`}
      onClick={() => change.mutate()}
    >
      {paused ? 'Resume' : 'Pause'}
    </Button>
  )
}
