import { IconAlertCircle, IconCircleCheck, IconPlayerPause, IconPower, type TablerIcon } from '@tabler/icons-react'
import type { TriggerState } from '@tailorbird/contract/triggers'
import type { Tone } from '../../ui/status-chip.tsx'

/** How a trigger stands: what keeps it from starting runs comes first. */
export function lookOfTrigger({ enabled, paused, trouble }: Pick<TriggerState, 'enabled' | 'paused' | 'trouble'>): {
  icon: TablerIcon
  says: string
  tone: Tone
} {
  if (!enabled) return { icon: IconPower, says: 'Off', tone: 'quiet' }
  if (paused) return { icon: IconPlayerPause, says: 'Paused', tone: 'waiting' }
  if (trouble !== null) return { icon: IconAlertCircle, says: 'In trouble', tone: 'alarm' }
  return { icon: IconCircleCheck, says: 'At work', tone: 'good' }
}
