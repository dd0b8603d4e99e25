import type { ErrorComponentProps } from '@tanstack/react-router'
import { Page } from '../../ui/page/page.tsx'
import { ErrorNotice } from './error-notice.tsx'

/** A page that could not be shown. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return (
    <Page width={640}>
      <ErrorNotice error={error} retry={reset} />
    </Page>
  )
}
