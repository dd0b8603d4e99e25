import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { queries } from '../../api/queries.ts'
import { GoTo } from './go-to.tsx'
import { PausedBanner } from './paused-banner.tsx'
import { Rail } from './rail.tsx'
import classes from './shell.module.css'
import { StartingPage } from './starting-page.tsx'
import { UnreachableBanner } from './unreachable-banner.tsx'

/** The frame of every page that needs somebody to be signed in. */
export function Shell() {
  const session = useQuery(queries.session())
  const { href } = useLocation()

  if (!session.data) return <StartingPage error={session.error} retry={() => void session.refetch()} />
  const { user, needsOwner } = session.data
  if (needsOwner) return <GoTo href="/welcome" />
  if (!user) return <GoTo href={href === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(href)}`} />

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <Rail me={user} />
      <div className={classes.main}>
        <UnreachableBanner />
        <PausedBanner />
        <Content />
      </div>
    </div>
  )
}

/** Takes the focus when another page is opened, so that the keyboard and a screen reader begin there. */
function Content() {
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) main.current?.focus()
    first.current = false
  }, [pathname])
  return (
    <main id="content" ref={main} tabIndex={-1} className={classes.content}>
      <Outlet />
    </main>
  )
}
