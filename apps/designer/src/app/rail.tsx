import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import {
  IconChecklist,
  IconExternalLink,
  IconHistory,
  IconPlugConnected,
  IconRoute,
  IconTable,
} from '@tabler/icons-react'
import type { Session } from '@tailorbird/flow/contract/session'
import type { ComponentType } from 'react'
import { queries } from '../api/queries.ts'
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
] satisfies { to: LinkProps['to']; label: string; icon: ComponentType; covers(path: string): boolean }[]

export function Rail({ me }: { me: NonNullable<Session['user']> }) {
  const { pathname } = useLocation()
  const xApps = useQuery({ ...queries.xApps(), staleTime: 60_000 })
  const open = useQuery({ ...queries.openApprovals(), refetchInterval: 5_000 }).data ?? 0
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
          {to === '/approvals' && open > 0 && (
            <span className={classes.badge}>
              {open}
              <VisuallyHidden> open</VisuallyHidden>
            </span>
          )}
        </Link>
      ))}
      <div className={classes.space} />
      {sandbox && (
        <a
          className={classes.link}
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
