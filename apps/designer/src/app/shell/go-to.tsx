import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** Goes to an address of ours, once: it may be drawn again, with another address, while it is still on the way. */
export function GoTo({ href }: { href: string }) {
  const { history } = useRouter()
  const first = useRef(href)
  useEffect(() => history.replace(first.current), [history])
  return null
}
