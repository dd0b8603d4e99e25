import { Tooltip } from '@mantine/core'
import type { RefObject } from 'react'

interface FloatingHintProps {
  /** By which the button names it as its description; the tooltip itself gets an id of its own. */
  id: string
  target: RefObject<HTMLElement | null>
  label: string
  position: 'top' | 'right'
  opened: boolean
}

export function FloatingHint({ id, label, ...place }: FloatingHintProps) {
  return <Tooltip label={<span id={id}>{label}</span>} {...place} />
}
