import { Link } from '@tanstack/react-router'
import { Page } from '../../ui/page/page.tsx'
import { PageHeading } from '../../ui/page/page-heading.tsx'

export function NotFoundPage() {
  return (
    <Page width={640}>
      <PageHeading
        title="There is no such page"
        lead="The address leads nowhere. It may have been typed wrong, or what it showed was deleted."
      />
      <Link to="/">Go to your flows</Link>
    </Page>
  )
}
