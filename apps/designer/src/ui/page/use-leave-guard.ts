import { useBlocker } from '@tanstack/react-router'

/** Asks before a page with unsaved changes is left. `isDirty` is asked at that moment. */
export function useLeaveGuard(isDirty: () => boolean) {
  useBlocker({
    shouldBlockFn: () => isDirty() && !confirm('Leave without saving? What you changed here is lost.'),
    enableBeforeUnload: isDirty,
  })
}
