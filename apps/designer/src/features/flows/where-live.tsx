import { IconBroadcast, IconCircleDashed, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { Environment } from '@tailorbird/contract/environments'
import type { Deployment } from '@tailorbird/contract/flows'
import { StatusChip } from '../../ui/status-chip.tsx'

/** Where a flow is at work and in which version. */
export function WhereLive({ deployments, environments }: { deployments: Deployment[]; environments: Environment[] }) {
  if (deployments.length === 0) {
    return (
      <StatusChip tone="quiet" icon={IconCircleDashed}>
        Draft only
      </StatusChip>
    )
  }
  // What is live comes first: nobody shall overlook it.
  const isLive = (key: string) => environments.some((environment) => environment.key === key && environment.live)
  const sorted = deployments.toSorted((a, b) => Number(isLive(b.environment)) - Number(isLive(a.environment)))
  return sorted.map(({ environment: key, enabled, versionNumber }) => {
    const environment = environments.find((candidate) => candidate.key === key)
    const name = environment?.name ?? key
    if (!enabled) {
      return (
        <StatusChip key={key} tone="quiet" icon={IconPlayerPause}>
          Off in {name}
        </StatusChip>
      )
    }
    return (
      <StatusChip
        key={key}
        tone={environment?.live ? 'live' : 'good'}
        icon={environment?.live ? IconBroadcast : IconPlayerPlay}
      >
        {environment?.live ? 'Live' : 'On'} in {name}, version {versionNumber}
      </StatusChip>
    )
  })
}
