import type { Session } from '@tailorbird/contract/session'
import { Suspense, lazy, useState } from 'react'
import { AccountFace } from './account-face.tsx'

const load = () => import('./account-menu.tsx')
const AccountMenu = lazy(async () => ({ default: (await load()).AccountMenu }))

/** The account's menu, which is fetched when somebody reaches for it: nobody waits for it on the first page. */
export function AccountButton({ me }: { me: NonNullable<Session['user']> }) {
  const [opened, setOpened] = useState(false)
  const face = (
    <AccountFace
      name={me.name}
      aria-haspopup="menu"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setOpened(true)}
    />
  )
  if (!opened) return face
  return (
    <Suspense fallback={face}>
      <AccountMenu me={me} />
    </Suspense>
  )
}
