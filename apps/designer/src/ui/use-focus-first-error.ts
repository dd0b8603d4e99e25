import { useEffect, useRef } from 'react'

/** Puts the cursor into the first wrong field when a form comes back with an error. */
export function useFocusFirstError(error: unknown) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!error) return
    const wrong = form.current?.querySelector('[aria-invalid="true"]')
    if (wrong instanceof HTMLElement) wrong.focus()
  }, [error])
  return form
}
