import { IconAlertTriangle } from '@tabler/icons-react'
import type { FlowSummary } from '@tailorbird/contract/flows'
import { RelativeTime } from '../../ui/time/relative-time.tsx'
import { StatusChip } from '../../ui/status-chip.tsx'
import { useNow } from '../../ui/time/use-now.ts'

/** How the trigger is doing where the flow is at work. */
export function TriggerLine({ flow: { triggers, deployments } }: { flow: FlowSummary }) {
  const now = useNow()
  const working = triggers.filter(({ environment }) =>
    deployments.some((deployment) => deployment.environment === environment && deployment.enabled),
  )
  const trouble = working.find((trigger) => trigger.trouble !== null)
  if (trouble) {
    return (
      <StatusChip tone="alarm" icon={IconAlertTriangle} title={trouble.trouble ?? undefined}>
        Trigger: {trouble.trouble}
      </StatusChip>
    )
  }
  const next = working
    .flatMap(({ nextAt }) => nextAt ?? [])
    .filter((at) => new Date(at) > now)
    .sort()[0]
  if (next) {
    return (
      <span>
        Next <RelativeTime at={next} />
      </span>
    )
  }
  return working.length > 0 ? <span>Waiting for its trigger</span> : null
}
