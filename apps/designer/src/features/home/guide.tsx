import { Title, VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './guide.module.css'

export interface GuideStep {
  title: string
  says: string
  done: boolean
  /** Where to do it. */
  action: ReactNode
}

/** The way to the first post, and how far one has come. */
export function Guide({ steps }: { steps: GuideStep[] }) {
  const now = steps.findIndex(({ done }) => !done)
  return (
    <ol className={classes.steps} aria-label="The way to the first post">
      {steps.map(({ title, says, done, action }, index) => (
        <li key={title} className={classes.step} data-now={index === now}>
          <div className={classes.head}>
            <span className={classes.number} data-done={done}>
              {done ? <IconCheck size={18} aria-hidden /> : index + 1}
            </span>
            <Title order={2}>{title}</Title>
            {done && <VisuallyHidden>(done)</VisuallyHidden>}
          </div>
          <p className={classes.says}>{says}</p>
          <div>{action}</div>
        </li>
      ))}
    </ol>
  )
}
