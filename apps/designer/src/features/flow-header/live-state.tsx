import { Suspense, lazy, useState } from 'react'
import { LiveFace } from './live-face.tsx'

const load = () => import('./live-popover.tsx')
const LivePopover = lazy(async () => ({ default: (await load()).LivePopover }))

/** Where the flow is at work, in which version, and the switch to stop it there, which is fetched when somebody reaches for it. */
export function LiveState() {
  const [wanted, setWanted] = useState(false)
  const face = (
    <LiveFace
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    />
  )
  if (!wanted) return face
  return (
    <Suspense fallback={face}>
      <LivePopover />
    </Suspense>
  )
}
