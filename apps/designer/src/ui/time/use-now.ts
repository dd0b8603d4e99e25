import { useCallback, useSyncExternalStore } from 'react'

/** The time to the second, told again every so often while somebody looks. */
export function useNow(everyMilliseconds = 10_000): Date {
  const subscribe = useCallback(
    (tell: () => void) => {
      const timer = setInterval(tell, everyMilliseconds)
      return () => clearInterval(timer)
    },
    [everyMilliseconds],
  )
  return new Date(useSyncExternalStore(subscribe, thisSecond))
}

const thisSecond = () => Math.floor(Date.now() / 1000) * 1000
