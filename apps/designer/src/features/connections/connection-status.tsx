import { IconCircleCheck, IconKeyOff, IconLockOpen, IconPlugConnectedX } from '@tabler/icons-react'
import type { Connection } from '@tailorbird/contract/connections'
import { StatusChip } from '../../ui/status-chip.tsx'

export function ConnectionStatus({ status }: { status: Connection['status'] }) {
  switch (status) {
    case 'connected':
      return (
        <StatusChip tone="good" icon={IconCircleCheck}>
          Connected
        </StatusChip>
      )
    case 'needs reconnect':
      return (
        <StatusChip tone="alarm" icon={IconPlugConnectedX}>
          Reconnect it
        </StatusChip>
      )
    case 'app refused':
      return (
        <StatusChip tone="alarm" icon={IconKeyOff}>
          X app refused
        </StatusChip>
      )
    case 'unreadable':
      return (
        <StatusChip
          tone="alarm"
          icon={IconLockOpen}
          title="What is kept of it cannot be decrypted with the key of this installation."
        >
          Unreadable
        </StatusChip>
      )
  }
}
