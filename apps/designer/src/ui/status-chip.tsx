import type { ComponentType, ReactNode } from 'react'
import classes from './status-chip.module.css'

/** `alarm` has failed, `live` is at work where it counts; both red, and nothing else is. */
export type Tone = 'quiet' | 'good' | 'busy' | 'waiting' | 'alarm' | 'live'

interface StatusChipProps {
  tone: Tone
  /** Never colour alone: the icon says it too. */
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  children: ReactNode
  /** More about it, on hover. */
  title?: string | undefined
}

export function StatusChip({ tone, icon: Icon, children, title }: StatusChipProps) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      <Icon size={14} aria-hidden />
      {children}
    </span>
  )
}
