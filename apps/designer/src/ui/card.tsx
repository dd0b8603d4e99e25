import type { ReactNode } from 'react'
import classes from './card.module.css'

/** A sheet of paper on the paper. With a label it is a group that says what it is about. */
export function Card({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <div className={classes.card} role={label ? 'group' : undefined} aria-label={label}>
      {children}
    </div>
  )
}
