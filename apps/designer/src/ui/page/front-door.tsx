import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './front-door.module.css'
import { usePageTitle } from './use-page-title.ts'

interface FrontDoorProps {
  mark: ReactNode
  title: string
  lead: ReactNode
  children?: ReactNode
}

/** The page in front of everything: one narrow sheet in the middle. */
export function FrontDoor({ mark, title, lead, children }: FrontDoorProps) {
  usePageTitle(title)
  return (
    <main className={classes.door}>
      <div className={classes.sheet}>
        {mark}
        <div>
          <Title order={1}>{title}</Title>
          <p className={classes.lead}>{lead}</p>
        </div>
        {children}
      </div>
    </main>
  )
}
