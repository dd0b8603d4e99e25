import { type ReactElement, type Ref, Suspense, cloneElement, lazy, useEffect, useId, useRef, useState } from 'react'

const load = () => import('./floating-hint.tsx')
const FloatingHint = lazy(async () => ({ default: (await load()).FloatingHint }))

/** Long enough that passing over a row of buttons shows nothing. */
const DELAY_MS = 350

interface HintProps {
  label: string
  position?: 'top' | 'right'
  /** A button; it must have a name of its own, the hint only adds to it. */
  children: ReactElement<Target>
}

interface Target {
  ref?: Ref<HTMLButtonElement>
  'aria-describedby'?: string | undefined
  onPointerEnter?(event: { pointerType: string }): void
  onPointerLeave?(): void
}

/** Mantine's tooltip for what stands on a first screen: the library that places it is fetched when the mouse first comes near.
 *  The hint stands beside its button, so that the button stays the same one while it comes. */
export function Hint({ label, position = 'top', children }: HintProps) {
  const id = useId()
  const target = useRef<HTMLButtonElement>(null)
  const [wanted, setWanted] = useState(false)
  const [hovered, setHovered] = useState(false)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    if (!hovered) return
    const timer = setTimeout(() => setOpened(true), DELAY_MS)
    const onEscape = ({ key }: KeyboardEvent) => key === 'Escape' && setHovered(false)
    document.addEventListener('keydown', onEscape)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', onEscape)
      setOpened(false)
    }
  }, [hovered])
  return (
    <>
      {cloneElement(children, {
        ref: target,
        'aria-describedby': opened ? id : undefined,
        onPointerEnter({ pointerType }) {
          if (pointerType !== 'mouse') return
          setWanted(true)
          setHovered(true)
        },
        onPointerLeave: () => setHovered(false),
      })}
      {wanted && (
        <Suspense>
          <FloatingHint id={id} target={target} label={label} position={position} opened={opened} />
        </Suspense>
      )}
    </>
  )
}
