import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconPlayerStop } from '@tabler/icons-react'
import type { RunSummary } from '@tailorbird/contract/runs'
import { isFinal } from '@tailorbird/flow/run/run-status'
import { inWords } from '../../../api/api-problem.ts'
import { api } from '../../../api/client.ts'
import { toast } from '../../../ui/toasts/toast.tsx'

/** Stops a run that goes on or waits. What was posted stays posted. */
export function StopRun({ run }: { run: RunSummary }) {
  const stop = useMutation({
    mutationFn: () => api.runs.cancel({ id: run.id }),
    onError: (error) => toast.failed(inWords(error)),
  })
  if (isFinal(run.status)) return null
  return (
    <Button
      variant="default"
      leftSection={<IconPlayerStop size={16} aria-hidden />}
      loading={stop.isPending}
      onClick={() => stop.mutate()}
    >
      Stop
    </Button>
  )
}
