import { AliasesSection } from '../../features/aliases/aliases-section.tsx'
import { ConnectionsSection } from '../../features/connections/connections-section.tsx'
import { XAppsSection } from '../../features/connections/x-apps/x-apps-section.tsx'
import { Page } from '../../ui/page/page.tsx'
import { PageHeading } from '../../ui/page/page-heading.tsx'

/** The three things a flow needs to reach X, in the order in which they are set up. */
export function ConnectionsPage() {
  return (
    <Page>
      <PageHeading
        title="Connections"
        lead="Choose an app, connect an account, and give it a name that flows can use."
      />
      <XAppsSection />
      <ConnectionsSection />
      <AliasesSection />
    </Page>
  )
}
