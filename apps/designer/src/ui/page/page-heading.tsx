import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page.module.css'
import { usePageTitle } from './use-page-title.ts'

interface PageHeadingProps {
  title: string
  /** One sentence on what the page is for. */
  lead?: ReactNode
  /** A way back, above the title. */
  above?: ReactNode
  actions?: ReactNode
}

export function PageHeading({ title, lead, above, actions }: PageHeadingProps) {
  usePageTitle(title)
  return (
    <header className={classes.heading}>
      <div>
        {above && <div className={classes.above}>{above}</div>}
        <Title order={1}>{title}</Title>
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      {actions && <Group gap="sm">{actions}</Group>}
    </header>
  )
}
