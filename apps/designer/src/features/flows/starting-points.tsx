import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconFilePlus, IconSpeakerphone } from '@tabler/icons-react'
import type { Flow } from '@tailorbird/contract/flows'
import { queries } from '../../api/queries.ts'
import { announcementStory, storyParts } from './announcement-story.ts'
import classes from './starting-points.module.css'
import { useCreateFlow } from './use-create-flow.ts'

/** The two ways to begin: from a story that works, or from an empty canvas. */
export function StartingPoints({ onCreated }: { onCreated: (flow: Flow) => void }) {
  const create = useCreateFlow(onCreated)
  const tables = useQuery(queries.tables()).data ?? []
  const aliases = useQuery(queries.aliases()).data ?? []
  const parts = tables.map(storyParts).find((found) => found !== undefined)
  const missing = whatIsMissing(parts !== undefined, aliases.length > 0)

  return (
    <div className={classes.points}>
      <UnstyledButton
        className={classes.point}
        disabled={create.isPending || !parts || missing !== undefined}
        onClick={() =>
          parts &&
          create.mutate({ name: `Post ${parts.table.name.toLowerCase()} to X`, draft: announcementStory(parts) })
        }
      >
        <IconSpeakerphone size={28} stroke={1.5} aria-hidden />
        <span className={classes.name}>Announce new records on X</span>
        <span className={classes.says}>
          {missing ?? `Ready to test: when a record is added to ${parts?.table.name}, post it with its pictures.`}
        </span>
      </UnstyledButton>
      <UnstyledButton
        className={classes.point}
        disabled={create.isPending}
        onClick={() => create.mutate({ name: 'New flow' })}
      >
        <IconFilePlus size={28} stroke={1.5} aria-hidden />
        <span className={classes.name}>Empty canvas</span>
        <span className={classes.says}>Choose what starts the flow and go on from there.</span>
      </UnstyledButton>
    </div>
  )
}

function whatIsMissing(table: boolean, alias: boolean): string | undefined {
  if (!table && !alias)
    return 'Needs steps 1 and 2: an alias for an X account, and a table with a text and attachments.'
  if (!table) return 'Needs step 2: a table with a text and attachments.'
  return alias ? undefined : 'Needs step 1: an alias for an X account.'
}
