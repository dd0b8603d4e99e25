import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './note.module.css'

interface NoteProps {
  tone?: 'quiet' | 'good' | 'waiting' | 'alarm'
  children: ReactNode
  action?: ReactNode
}

/** A sentence in a frame. What has gone wrong is also said aloud. */
export function Note({ tone = 'quiet', children, action }: NoteProps) {
  const Icon = icons[tone]
  return (
    <div className={classes.note} data-tone={tone} role={tone === 'alarm' ? 'alert' : undefined}>
      <Icon size={18} aria-hidden />
      <div className={classes.body}>{children}</div>
      {action}
    </div>
  )
}

const icons = { quiet: IconInfoCircle, good: IconCircleCheck, waiting: IconAlertTriangle, alarm: IconAlertCircle }
