import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../../../api/queries.ts'
import { Guide } from '../../../features/home/guide.tsx'

/** Knows how far the set-up has come. Draws nothing once every step is done. */
export function HomeGuide({ flowCount, onNewFlow }: { flowCount: number; onNewFlow: () => void }) {
  const aliases = useQuery(queries.aliases())
  const connections = useQuery(queries.connections())
  const tables = useQuery(queries.tables())
  if (!aliases.data || !connections.data || !tables.data) return null

  const reachesX = aliases.data.some(({ bindings }) => bindings.length > 0)
  const hasTable = tables.data.length > 0
  if (reachesX && hasTable && flowCount > 0) return null
  const now = !reachesX ? 'x' : !hasTable ? 'table' : 'flow'
  return (
    <Guide
      steps={[
        {
          title: 'Set up X',
          says: 'Take the sandbox or your own app, connect an account, and name it.',
          done: reachesX,
          action: (
            <Button
              variant={now === 'x' ? 'filled' : 'default'}
              renderRoot={(props) => <Link to="/connections" {...props} />}
            >
              {reachesX ? 'See the connections' : connections.data.length > 0 ? 'Name the account' : 'Open connections'}
            </Button>
          ),
        },
        {
          title: 'Make a table',
          says: 'It holds what you want to post. “Announcements” is ready to take.',
          done: hasTable,
          action: hasTable ? (
            <Button variant="default" renderRoot={(props) => <Link to="/tables" {...props} />}>
              See the tables
            </Button>
          ) : (
            <Button
              variant={now === 'table' ? 'filled' : 'default'}
              renderRoot={(props) => <Link to="/tables/new" search={{ template: 'announcements' }} {...props} />}
            >
              Create “Announcements”
            </Button>
          ),
        },
        {
          title: 'Build the flow',
          says: 'Say what starts it and what it does, then test it.',
          done: flowCount > 0,
          action: flowCount === 0 && (
            <Button variant={now === 'flow' ? 'filled' : 'default'} onClick={onNewFlow}>
              Build your first flow
            </Button>
          ),
        },
      ]}
    />
  )
}
