import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './pager.module.css'

interface PagerProps {
  children: ReactNode
  /** What is paged, for the buttons: "turn". */
  what: string
  failed?: boolean
  /** Left out: there is none. */
  onBefore?: (() => void) | undefined
  onNext?: (() => void) | undefined
}

/** One of many, with the way to its neighbours. */
export function Pager({ children, what, failed = false, onBefore, onNext }: PagerProps) {
  return (
    <span className={`${css.pager} nodrag nopan`} data-failed={failed || undefined}>
      <button type="button" aria-label={`Previous ${what}`} disabled={!onBefore} onClick={onBefore}>
        <IconChevronLeft size={16} aria-hidden />
      </button>
      <span aria-live="polite">{children}</span>
      <button type="button" aria-label={`Next ${what}`} disabled={!onNext} onClick={onNext}>
        <IconChevronRight size={16} aria-hidden />
      </button>
    </span>
  )
}
