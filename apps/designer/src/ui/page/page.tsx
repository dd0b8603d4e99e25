import type { ReactNode } from 'react'
import classes from './page.module.css'

/** The paper of an ordinary page. The editor does not use it: its canvas takes all there is. */
export function Page({ children, width }: { children: ReactNode; width?: number }) {
  return (
    <div className={classes.page} style={width === undefined ? undefined : { '--page-width': `${width}px` }}>
      {children}
    </div>
  )
}
