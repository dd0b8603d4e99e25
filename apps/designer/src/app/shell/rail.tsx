import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import {
  IconBell,
  IconChecklist,
  IconExternalLink,
  IconHistory,
  IconPlugConnected,
  IconRoute,
  IconTable,
} from '@tabler/icons-react'
import type { Session } from '@tailorbird/contract/session'
import type { ComponentType } from 'react'
import { queries } from '../../api/queries.ts'
import { AccountButton } from './account-button.tsx'
import { Mark } from './mark.tsx'
import classes from './shell.module.css'

const places = [
  { to: '/', label: 'Flows', icon: IconRoute, covers: (path: string) => path === '/' || path.startsWith('/flows') },
  { to: '/tables', label: 'Tables', icon: IconTable, covers: (path: string) => path.startsWith('/tables') },
  {
    to: '/connections',
    label: 'Connections',
    icon: IconPlugConnected,
    covers: (path: string) => path.startsWith('/connections'),
  },
  {
    to: '/runs',
    label: 'Runs',
    icon: IconHistory,
    covers: (path: string) => path.startsWith('/runs') || path.startsWith('/triggers'),
  },
  {
    to: '/approvals',
    label: 'Approvals',
    icon: IconChecklist,
    covers: (path: string) => path.startsWith('/approvals'),
  },
  {
    to: '/attention',
    label: 'Attention',
    icon: IconBell,
    covers: (path: string) => path.startsWith('/attention'),
  },
] satisfies { to: LinkProps['to']; label: string; icon: ComponentType; covers(path: string): boolean }[]

export function Rail({ me }: { me: NonNullable<Session['user']> }) {
  const { pathname } = useLocation()
  const xApps = useQuery({ ...queries.xApps(), staleTime: 60_000 })
  const open = useQuery({ ...queries.openApprovals(), refetchInterval: 5_000 }).data ?? 0
  const wants = useQuery({ ...queries.attention(), refetchInterval: 10_000 }).data?.items.length ?? 0
  const badges: Partial<Record<string, { count: number; says: string }>> = {
    '/approvals': { count: open, says: ' open' },
    '/attention': { count: wants, says: wants === 1 ? ' thing wants you' : ' things want you' },
  }
  const sandbox = xApps.data?.sandbox
  return (
    <nav className={classes.rail} aria-label="Main">
      <div className={classes.mark}>
        <Mark />
      </div>
      {places.map(({ to, label, icon: Icon, covers }) => (
        <Link key={to} to={to} className={classes.link} aria-current={covers(pathname) ? 'page' : undefined}>
          <Icon size={22} stroke={1.7} aria-hidden />
          {label}
          <Badge {...badges[to]} />
        </Link>
      ))}
      <div className={classes.space} />
      {sandbox && (
        <a
          className={`${classes.link} ${classes.outside}`}
          href={sandbox.url}
          target="_blank"
          rel="noreferrer"
          title="The sandbox's timeline, in a new tab"
        >
          <IconExternalLink size={22} stroke={1.7} aria-hidden />
          Sandbox
        </a>
      )}
      <AccountButton me={me} />
    </nav>
  )
}

function Badge({ count = 0, says = '' }: { count?: number; says?: string }) {
  if (count === 0) return null
  return (
    <span className={classes.badge}>
      {count}
      <VisuallyHidden>{says}</VisuallyHidden>
    </span>
  )
}
