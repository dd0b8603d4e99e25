import { IconChevronLeft } from '@tabler/icons-react'
import { Link, type LinkComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** The way one page up. */
export function BackLink({ children, ...link }: LinkComponentProps<'a'> & { children: ReactNode }) {
  return (
    <>
      <IconChevronLeft size={16} aria-hidden />
      <Link {...link}>{children}</Link>
    </>
  )
}
